//! Every output path of the site with what it takes to render it. Pure data: no disk, no clock, no templates.
