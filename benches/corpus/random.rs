//! Chance that is the same on every run: a generator that is seeded with numbers, and draws by weight.
//!
//! Not for secrets.

/// SplitMix64 (Steele, Lea and Flood 2014): 64 bits of state, any seed is good.
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    /// Depends on both numbers, and on nothing else.
    pub fn new(seed: u64, number: u64) -> Self {
        Self(mixed(seed ^ mixed(number.wrapping_add(0x9E37_79B9_7F4A_7C15))))
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.bits()) * end as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both among them.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// A number from 0 to 1, without 1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Does what happens so many times in a hundred happen now?
    pub fn percent(&mut self, chance: f64) -> bool {
        self.unit() * 100.0 < chance
    }

    /// One of the items, each as likely.
    pub fn one<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// e to the power of a normal number: half the values are below `median`.
    pub fn lognormal(&mut self, median: f64, sigma: f64) -> f64 {
        let (radius, turn) = (1.0 - self.unit(), self.unit());
        median * (sigma * (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()).exp()
    }
}

/// Every bit of the input changes about half the bits of the output.
pub fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// Draws places of a list by weight in constant time (Walker's alias method, as Vose builds it).
pub struct Weighted {
    /// For each place the chance that it stands for itself, and the place that it stands for otherwise.
    slots: Vec<(f32, u32)>,
}

impl Weighted {
    /// The weights are positive, at least one and fewer than 2^32.
    pub fn new(weights: &[f64]) -> Self {
        let scale = weights.len() as f64 / weights.iter().sum::<f64>();
        let mut left: Vec<f64> = weights.iter().map(|weight| weight * scale).collect();
        let mut slots: Vec<(f32, u32)> = (0..weights.len()).map(|place| (1.0, place as u32)).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) =
            (0..left.len()).partition(|place| left[*place] < 1.0);
        while let (Some(poor), Some(rich)) = (small.pop(), large.pop()) {
            slots[poor] = (left[poor] as f32, rich as u32);
            left[rich] -= 1.0 - left[poor];
            if left[rich] < 1.0 { small.push(rich) } else { large.push(rich) }
        }
        Self { slots }
    }

    /// Zipf-Mandelbrot: the place `rank`, from 0, has the weight `1 / (rank + 1 + shift) ^ exponent`. From about `knee` on, ranks weigh
    /// less by one power more: large corpora have such a bend where words that all know end (Ferrer i Cancho and Solé 2001).
    pub fn zipf(count: usize, shift: f64, exponent: f64, knee: f64) -> Self {
        let weight = |rank: f64| (rank + 1.0 + shift).powf(-exponent) / (1.0 + rank / knee);
        Self::new(&(0..count).map(|rank| weight(rank as f64)).collect::<Vec<_>>())
    }

    /// A place, likelier the more it weighs.
    pub fn draw(&self, random: &mut Random) -> usize {
        let place = random.below(self.slots.len());
        let (chance, other) = self.slots[place];
        if random.unit() < f64::from(chance) { place } else { other as usize }
    }
}
