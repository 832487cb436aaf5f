//! A progress bar on standard error: where that is a terminal, and only for runs that take time.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use generator::pipeline::{Progress, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// The bar of a run.
pub(super) struct Bar {
    bar: ProgressBar,
    start: Instant,
    /// Is set once, when the bar appears.
    shown: OnceLock<()>,
}

impl Bar {
    /// Does the work with a bar to report to, or none where the user wants it quiet.
    pub(super) fn watch<T>(quiet: bool, work: impl FnOnce(&dyn Progress) -> T) -> T {
        if quiet {
            return work(&());
        }
        let bar = Self {
            bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
            start: Instant::now(),
            shown: OnceLock::new(),
        };
        let style = ProgressStyle::with_template("{msg:>9} {wide_bar} {pos}/{len}");
        bar.bar
            .set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let result = work(&bar);
        bar.bar.finish_and_clear();
        result
    }
}

impl Progress for Bar {
    fn begin(&self, stage: Stage, steps: usize) {
        self.bar.set_message(match stage {
            Stage::Pages => "reading",
            Stage::Files => "emitting",
            _ => "working",
        });
        self.bar.set_length(u64::try_from(steps).unwrap_or(u64::MAX));
        self.bar.set_position(0);
    }

    fn advance(&self) {
        self.bar.inc(1);
        if self.start.elapsed() > PATIENCE {
            // `stderr` stays hidden where standard error is no terminal.
            self.shown
                .get_or_init(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }
}
