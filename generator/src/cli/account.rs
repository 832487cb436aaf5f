//! `account`: what became of each item of the pages.

use clap::{Args, ValueEnum};
use generator::Config;
use generator::account::{Fate, PageAccount};
use generator::report::account as report;
use generator::source::SourceMap;

use super::progress::Bar;
use super::workspace::Workspace;
use super::{Failure, Input, Outcome, print};

/// The arguments of `account`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A page, by the end of its path: `api/user-get.md`. Each of its items is listed. Without a page, the items
    /// of all pages are counted, and those that no rule knows are listed.
    page: Option<String>,
    #[command(flatten)]
    input: Input,
    /// List the items of this fate instead: `used`, `unaccounted`, the name of a rule or the code of a diagnostic.
    #[arg(long, value_name = "FATE")]
    only: Option<String>,
    /// The form of the account.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// The forms of an account.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table, and a line an item.
    Human,
    /// One JSON document.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let inputs = Workspace::find().inputs(&arguments.input)?;
    let mut analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).analyze_with(progress)
    })?;
    if let Some(page) = &arguments.page {
        analysis.account = vec![find(&analysis.sources, analysis.account, page)?];
    }
    let fates = match (&arguments.only, &arguments.page) {
        (Some(name), _) => report::Listed::Fate(name),
        (None, Some(_)) => report::Listed::All,
        (None, None) => report::Listed::Fate(Fate::Unaccounted.as_str()),
    };
    let text = match arguments.format {
        Format::Human => report::human(&analysis.sources, &analysis.account, fates),
        Format::Json => report::json(&analysis.sources, &analysis.account, fates)?,
    };
    print(&text)?;
    let mut items = analysis.account.iter().flat_map(|page| &page.items);
    Ok(if items.any(|item| item.fate == Fate::Unaccounted) {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// The account of the one page whose path ends so.
fn find(sources: &SourceMap, accounts: Vec<PageAccount>, wanted: &str) -> Result<PageAccount, Failure> {
    let wanted = wanted.replace('\\', "/");
    let path = |account: &PageAccount| sources.file(account.file).path.as_str();
    let fits = |account: &PageAccount| {
        // The page may be named as seen from here, or as diagnostics name it.
        let path = path(account);
        let ends = |long: &str, short: &str| {
            long.strip_suffix(short)
                .is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        ends(path, &wanted) || ends(&wanted, path)
    };
    let mut found: Vec<PageAccount> = accounts.into_iter().filter(fits).collect();
    match (found.pop(), found.last()) {
        (Some(account), None) => Ok(account),
        (Some(first), Some(second)) => Err(Failure::Usage(format!(
            "`{wanted}` is several pages: {}, {}",
            path(second),
            path(&first)
        ))),
        (None, _) => Err(Failure::Usage(format!(
            "no page has a path that ends with `{wanted}`"
        ))),
    }
}
