//! The verbs of requests.
//!
//! Titles and names of actions begin with a verb, and calls on steps are named after one. Whether a word is a verb, and
//! what it tells of a request, stands in the table of this file.
//!
//! This is not [`graph::Verb`](crate::graph::Verb), which says what a page means a request to do. There `put` and
//! `replace` mean an update; a name keeps the word of its title, unless most pages have another for it.

use crate::graph::Method;
use crate::resolve::plan::operations::ResponsePlan;

/// What a verb tells of a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What requests of a method usually do: a title with it says no more than the method and the answer.
    Usual,
    /// The name of the method itself, for what has no usual verb.
    OfMethod,
    /// Something of its own.
    Own,
}

/// A verb of names, with the methods of the requests that do it.
struct NameVerb {
    word: &'static str,
    kind: Kind,
    methods: &'static [Method],
}

impl NameVerb {
    const fn new(word: &'static str, kind: Kind, methods: &'static [Method]) -> Self {
        Self { word, kind, methods }
    }
}

/// The methods that change something that is there.
const CHANGING: &[Method] = &[Method::Patch, Method::Post, Method::Put];

/// The methods that take something away.
const REMOVING: &[Method] = &[Method::Delete, Method::Post];

const VERBS: &[NameVerb] = &[
    NameVerb::new("add", Kind::Usual, CHANGING),
    NameVerb::new("create", Kind::Usual, CHANGING),
    NameVerb::new("delete", Kind::Usual, REMOVING),
    NameVerb::new("get", Kind::Usual, &[Method::Get, Method::Post]),
    NameVerb::new("head", Kind::OfMethod, &[Method::Head]),
    NameVerb::new("list", Kind::Usual, &[Method::Get, Method::Post]),
    NameVerb::new("post", Kind::OfMethod, &[Method::Post]),
    NameVerb::new("put", Kind::OfMethod, &[Method::Put]),
    NameVerb::new("remove", Kind::Own, REMOVING),
    NameVerb::new("send", Kind::Own, &[Method::Post]),
    NameVerb::new("set", Kind::Own, CHANGING),
    NameVerb::new("update", Kind::Usual, CHANGING),
];

/// Verbs that mean the same as one of [`VERBS`], by which most pages say it.
const SYNONYMS: &[(&str, &str)] = &[
    ("access", "get"),
    ("enumerate", "list"),
    ("patch", "update"),
    ("retrieve", "get"),
];

fn find(word: &str) -> Option<&'static NameVerb> {
    VERBS.iter().find(|verb| verb.word.eq_ignore_ascii_case(word))
}

/// Whether a verb says only what the method and the answer say: the name of a request can leave it to them.
pub(in crate::resolve) fn is_usual(word: &str) -> bool {
    find(word).is_some_and(|verb| verb.kind == Kind::Usual)
}

/// Whether a name that is this verb says nothing but which method the request has: `Get`, `Put`.
pub(in crate::resolve) fn is_plain(word: &str) -> bool {
    find(word).is_some_and(|verb| verb.kind != Kind::Own)
}

/// Whether a word in front of others makes them the name of an action: `createLink`, `getMemberObjects`.
pub(in crate::resolve) fn begins_action(word: &str) -> bool {
    find(word).is_some()
}

/// The verb by which most pages say what a rare one means; `None` where requests of the method do not do that, so that
/// the word is a noun: "Access package settings" of what is posted.
pub(in crate::resolve) fn usual(word: &str, method: Method) -> Option<&str> {
    let known = SYNONYMS.iter().find(|(rare, _)| *rare == word);
    let Some((_, usual)) = known else {
        return Some(word);
    };
    let reads = matches!(*usual, "get" | "list");
    let does_it = |verb: &&NameVerb| verb.methods.contains(&method) && (!reads || method == Method::Get);
    find(usual).filter(does_it).map(|verb| verb.word)
}

/// The usual imperative of a gerund: `list` of `listing`. Only a verb that requests of the method do has one; any
/// other word is a noun there: `setting` of what is got, `training`.
pub(in crate::resolve) fn imperative(gerund: &str, method: Method) -> Option<&'static str> {
    let stem = gerund.strip_suffix("ing")?;
    let synonyms = SYNONYMS.iter().copied();
    let mut known = VERBS.iter().map(|verb| (verb.word, verb.word)).chain(synonyms);
    let (_, usual) = known.find(|(word, _)| has_stem(word, stem))?;
    find(usual)
        .filter(|verb| verb.methods.contains(&method))
        .map(|verb| verb.word)
}

/// Whether this is what stands before the ending of a verb's gerund: `creat`, `gett`, `list`.
fn has_stem(verb: &str, stem: &str) -> bool {
    let doubled = verb.chars().last().filter(|_| verb.len() == 3);
    verb == stem
        || verb.strip_suffix('e') == Some(stem)
        || doubled.is_some_and(|last| stem.strip_suffix(last) == Some(verb))
}

/// Whether a word has the form of a gerund; one without a vowel before the ending, such as `string`, has not.
pub(in crate::resolve) fn is_gerund(word: &str) -> bool {
    let stem = word.strip_suffix("ing");
    stem.is_some_and(|stem| stem.contains(['a', 'e', 'i', 'o', 'u', 'y']))
}

/// How much a request returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum AnswerCount {
    Nothing,
    One,
    Many,
}

impl AnswerCount {
    pub(in crate::resolve) fn of(response: &ResponsePlan) -> Self {
        match response {
            ResponsePlan::None => Self::Nothing,
            many if many.is_list() => Self::Many,
            _ => Self::One,
        }
    }
}

/// What a request of a method does, by its answer.
pub(in crate::resolve) fn of_request(method: Method, answer: AnswerCount) -> &'static str {
    match method {
        Method::Delete => "delete",
        Method::Get if answer == AnswerCount::Many => "list",
        Method::Get => "get",
        Method::Head => "head",
        Method::Patch => "update",
        Method::Post => "create",
        Method::Put => "put",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gerunds_are_those_of_known_verbs() {
        for (gerund, method, verb) in [
            ("listing", Method::Get, Some("list")),
            ("getting", Method::Get, Some("get")),
            ("creating", Method::Post, Some("create")),
            ("adding", Method::Post, Some("add")),
            ("accessing", Method::Get, Some("get")),
            ("setting", Method::Patch, Some("set")),
            ("setting", Method::Get, None),
            ("sending", Method::Get, None),
            ("training", Method::Get, None),
            ("meeting", Method::Post, None),
            ("list", Method::Get, None),
        ] {
            assert_eq!(imperative(gerund, method), verb, "{gerund} {method:?}");
        }
        assert!(is_gerund("meeting"));
        assert!(!is_gerund("string"));
    }

    #[test]
    fn a_verb_is_usual_plain_or_only_known() {
        assert!(is_usual("list") && is_plain("list") && begins_action("list"));
        assert!(!is_usual("put") && is_plain("put") && begins_action("put"));
        assert!(!is_usual("set") && !is_plain("set") && begins_action("set"));
        assert!(!is_usual("forward") && !is_plain("forward") && !begins_action("forward"));
        assert_eq!(usual("enumerate", Method::Get), Some("list"));
        assert_eq!(usual("access", Method::Post), None, "a noun");
        assert_eq!(usual("publish", Method::Post), Some("publish"));
    }
}
