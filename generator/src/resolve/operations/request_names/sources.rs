//! The candidates for the name of a request, in order of preference: one function for each source.

#[cfg(test)]
mod tests;

use crate::graph::Method;
use crate::resolve::names::{pascal, words};
use crate::resolve::operations::request_names::candidate::{Candidate, NameCandidates, NameSource};
use crate::resolve::operations::request_names::context::Context;
use crate::resolve::operations::request_names::owner_name::is_owner;
use crate::resolve::operations::request_names::path_end::Suffix;
use crate::resolve::operations::request_names::request::UnnamedRequest;
use crate::resolve::operations::request_names::stem::{self, Origin, REFS, Stem};
use crate::resolve::operations::verbs;

/// Makes a candidate; `None` where the source says nothing about the request.
type MakeName = fn(&Parts<'_>) -> Option<String>;

/// All sources. The first candidate whose name is free becomes the name of the request.
const SOURCES: &[(NameSource, MakeName)] = &[
    (NameSource::FunctionInPath, function_in_path),
    (NameSource::Title, title),
    (NameSource::MethodAndPlace, method_and_place),
    (NameSource::VerbAndPlace, verb_and_place),
    (NameSource::StemAndPlace, stem_and_place),
    (NameSource::CorrectedVerb, corrected_verb),
    (NameSource::StemAndKey, stem_and_key),
    (NameSource::StemAndParent, stem_and_parent),
];

/// What the names of a request are made of.
struct Parts<'r> {
    context: Context<'r>,
    stem: Stem,
    /// What the path leads to, where that is not the owner.
    noun: Option<String>,
    /// What the path says that the stem does not.
    addition: Option<String>,
}

/// The names that a request can have.
pub(in crate::resolve) fn candidates(request: &UnnamedRequest<'_>) -> NameCandidates {
    let parts = Parts::new(request);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (source, make_name) in SOURCES {
        let Some(name) = make_name(&parts).map(|name| pascal(&name)) else {
            continue;
        };
        if !candidates.iter().any(|known| known.name == name) {
            candidates.push(Candidate {
                source: *source,
                name,
            });
        }
    }
    NameCandidates {
        candidates,
        title_says_other_verb: parts.says_other_verb(),
        title_names_place: parts.noun.as_ref().is_none_or(|noun| parts.stem.ends_with(noun)),
    }
}

impl<'r> Parts<'r> {
    fn new(request: &'r UnnamedRequest<'r>) -> Self {
        let context = Context::new(request);
        let stem = Stem::new(&context);
        let noun = stem::noun(&context);
        Self {
            addition: addition(&context, &stem, noun.as_deref()),
            context,
            stem,
            noun,
        }
    }

    /// Whether the stem names several requests: a page that documents requests at several places has one title, which
    /// names none of them.
    fn is_shared(&self) -> bool {
        self.context.request.shares_title && self.addition.is_some()
    }

    /// Whether the stem begins with a usual verb that is not the one of the request.
    fn says_other_verb(&self) -> bool {
        let said = self.stem.words.first();
        said.is_some_and(|said| verbs::is_usual(said) && said != self.context.verb())
    }

    /// The name of the stem, where it comes from there and names this request alone.
    fn stem_from(&self, origin: Origin) -> Option<String> {
        (self.stem.origin == origin && !self.is_shared()).then(|| self.stem.name())
    }
}

/// `Invite`: the action or function that the path calls.
fn function_in_path(parts: &Parts<'_>) -> Option<String> {
    parts.stem_from(Origin::FunctionInPath)
}

/// `ListMembers`: the title of the page.
fn title(parts: &Parts<'_>) -> Option<String> {
    parts.stem_from(Origin::Title)
}

/// `GetThumbnail`: the verb of the method and what the path leads to, because the title has no name.
fn method_and_place(parts: &Parts<'_>) -> Option<String> {
    parts.stem_from(Origin::MethodAndPlace)
}

/// `GrantAssignedTo`: the first word of the stem and what the path leads to, for "Grant an assignment" at `/assignedTo`
/// and at `/assignments`.
fn verb_and_place(parts: &Parts<'_>) -> Option<String> {
    let [verb, _, ..] = &parts.stem.words[..] else {
        return None;
    };
    let adds_noun = parts.addition.is_some() && parts.context.place.suffix.is_none();
    let noun = parts
        .noun
        .as_deref()
        .filter(|_| adds_noun && !parts.is_shared())?;
    Some(format!("{}{noun}", pascal(verb)))
}

/// `GetTransitiveGroupsMemberOf`: the stem and what the path says that the stem does not.
fn stem_and_place(parts: &Parts<'_>) -> Option<String> {
    Some(format!("{}{}", parts.stem.name(), parts.addition.as_deref()?))
}

/// `UpdateMessage`: the stem with the verb of the method. A title may say "Create" of a request that updates.
fn corrected_verb(parts: &Parts<'_>) -> Option<String> {
    let (_, rest) = parts.stem.words.split_first()?;
    let verb = parts.context.verb();
    let place = parts.addition.as_deref().filter(|_| parts.is_shared());
    parts.says_other_verb().then(|| {
        format!(
            "{}{}{}",
            pascal(verb),
            stem::name_of(rest),
            place.unwrap_or_default()
        )
    })
}

/// `GetThumbnailBySize`: the stem and the name of the key at the end of the path.
fn stem_and_key(parts: &Parts<'_>) -> Option<String> {
    let key = parts.context.place.key()?;
    Some(format!("{}By{}", parts.stem.name(), pascal(key)))
}

/// `ListFromMe`: the stem and the last but one segment of the path.
fn stem_and_parent(parts: &Parts<'_>) -> Option<String> {
    let parent = parts.context.place.before()?;
    let preposition = match parts.context.method() {
        Method::Get | Method::Head | Method::Delete => "From",
        Method::Patch | Method::Post | Method::Put => "In",
    };
    let is_said = is_owner(parent, parts.context.owner) || parts.stem.ends_with(parent);
    (!is_said).then(|| format!("{}{preposition}{}", parts.stem.name(), pascal(parent)))
}

/// What the path says that the stem does not.
fn addition(context: &Context<'_>, stem: &Stem, noun: Option<&str>) -> Option<String> {
    match context.place.suffix {
        Some(Suffix::Cast(ty)) => (!stem.ends_with(ty)).then(|| format!("As{}", pascal(ty))),
        Some(Suffix::Value) => Some("Value".to_owned()),
        Some(Suffix::Ref) if stem.ends_with(REFS) => None,
        _ => {
            let noun = words(noun.filter(|noun| !stem.ends_with(noun))?);
            // `/transitiveMemberOf` of "List transitive groups" adds `MemberOf`.
            let is_said = |word: &&String| {
                stem.words
                    .iter()
                    .any(|said| said == *word || are_akin(said, word))
            };
            let new: Vec<String> = noun.iter().skip_while(is_said).cloned().collect();
            (!new.is_empty()).then(|| stem::name_of(&new))
        }
    }
}

/// Letters of a word that are compared at least: short words begin alike by chance.
const SHORTEST_STEM: usize = 6;

/// Whether two words are forms of one, `localized` and `localizations`: more than two thirds of the letters are the same.
fn are_akin(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let shorter = one.chars().count().min(other.chars().count());
    common.count() * 3 > shorter.max(SHORTEST_STEM) * 2
}
