// Pictures as they are kept and compared: half the size, of few colours, so that they are small and tell no edges of letters apart.

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** Levels that a colour's part may have: enough to tell our colours apart. */
const STEP = 17;

/** A picture of half the width and height: each pixel the mean of four. */
export function halved(png) {
  const { width: wide, height: high, data: from } = PNG.sync.read(png);
  const [width, height] = [Math.floor(wide / 2), Math.floor(high / 2)];
  const half = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const first = (2 * y * wide + 2 * x) * 4;
      for (let part = 0; part < 3; part += 1) {
        const sum = from[first + part] + from[first + 4 + part] + from[first + wide * 4 + part] + from[first + wide * 4 + 4 + part];
        half.data[at + part] = Math.min(255, Math.round(sum / 4 / STEP) * STEP);
      }
      half.data[at + 3] = 255;
    }
  }
  return half;
}

export function written(png) {
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: -1 });
}

/** How large a share of the picture is otherwise, and a picture of where; everything where the sizes differ. */
export function difference(kept, seen) {
  const { width, height } = seen;
  const diff = new PNG({ width, height });
  if (kept.width !== width || kept.height !== height) return { share: 1, diff };
  const pixels = pixelmatch(kept.data, seen.data, diff.data, width, height, { threshold: 0.2 });
  return { share: pixels / (width * height), diff };
}

export const read = (bytes) => PNG.sync.read(bytes);
