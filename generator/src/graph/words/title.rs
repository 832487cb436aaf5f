//! The titles of pages, taken apart once: "List members", "user: getMailTips", "chat resource type".

use crate::graph::words::verb::Verb;

/// The title of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The title as the page spells it, without markup.
    pub text: String,
    /// What stands before a colon: `teamsAppInstallation` of "teamsAppInstallation: upgrade".
    pub subject: Option<String>,
    /// The words behind the colon and before a parenthesis, as the page spells them.
    pub words: Vec<String>,
    /// What stands in the first parenthesis: `oAuth2PermissionGrant` of "Get a delegated permission grant
    /// (oAuth2PermissionGrant)".
    pub aside: Option<String>,
}

/// What the title of a page of a type is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// An entity type or a complex type.
    Resource,
    /// An enumeration.
    Enumeration,
}

/// How titles of pages of types end, in lower case, the longer ending first where one ends with another.
const TYPE_ENDINGS: &[(&str, TypeKind)] = &[
    (" enumeration type", TypeKind::Enumeration),
    (" enum type", TypeKind::Enumeration),
    (" enumeration", TypeKind::Enumeration),
    (" enum", TypeKind::Enumeration),
    (" values", TypeKind::Enumeration),
    (" resource type", TypeKind::Resource),
    (" resouce type", TypeKind::Resource),
    (" resource types", TypeKind::Resource),
    (" complex type", TypeKind::Resource),
    (" complextype", TypeKind::Resource),
    (" entity type", TypeKind::Resource),
    (" facet type", TypeKind::Resource),
    (" resource", TypeKind::Resource),
    (" facet", TypeKind::Resource),
    (" entity", TypeKind::Resource),
    (" type", TypeKind::Resource),
];

impl Title {
    /// Takes a title apart.
    pub fn parse(text: &str) -> Self {
        let (before, aside) = match text.split_once('(') {
            Some((before, behind)) => (before, Some(behind.trim().trim_end_matches(')'))),
            None => (text, None),
        };
        let (subject, rest) = match before.split_once(':') {
            Some((subject, rest)) => (Some(subject.trim()), rest),
            None => (None, before),
        };
        let words = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        Self {
            text: text.to_owned(),
            subject: subject.map(str::to_owned),
            words: words.filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            aside: aside.map(str::to_owned),
        }
    }

    /// What the first word says is done. Behind a subject stands the name of an action, which may begin with any word.
    pub fn verb(&self) -> Option<Verb> {
        let first = self.words.first().filter(|_| self.subject.is_none())?;
        Verb::from_word(first)
    }

    /// Whether the title says that a request adds an object, "Create group", "Add member", "Post attachments": what is sent
    /// is the object, where an action takes parameters. Many pages give no status, so that this is asked where a body is
    /// read; whether the page says that an object was created is told by the status of its answer, [`is_created`].
    ///
    /// [`is_created`]: crate::graph::is_created
    pub fn says_creation(&self) -> bool {
        matches!(self.verb(), Some(Verb::Add | Verb::Create | Verb::Post))
    }

    /// The name of the action or function that the title says is called: `boundingRect` of "Range: boundingRect" and of
    /// "boundingRect function".
    pub fn called(&self) -> Option<String> {
        match (&self.subject, self.words.as_slice()) {
            (Some(_), name) => Some(name.concat()),
            (None, [name @ .., kind]) if kind.eq_ignore_ascii_case("function") => Some(name.concat()),
            (None, _) => None,
        }
    }

    /// Whether the title says that its page is about a function: "getEffectivePermissions function".
    pub fn is_of_function(&self) -> bool {
        matches!(self.words.as_slice(), [_, .., kind] if kind.eq_ignore_ascii_case("function"))
    }

    /// Whether the title says that something is called rather than read or changed.
    pub fn is_of_call(&self) -> bool {
        self.subject.is_some() || self.text.to_ascii_lowercase().contains("function")
    }

    /// The name of the type that the page documents, and what kind of type it is; `None` where the title has another
    /// form. A note in parentheses, such as `(deprecated)`, is no part of the name.
    pub fn documented_type(&self) -> Option<(String, TypeKind)> {
        let text = self.text.trim_start_matches('#').trim();
        let text = text.split('(').next().unwrap_or(text).trim_end();
        let lower = text.to_ascii_lowercase();
        let (ending, kind) = TYPE_ENDINGS.iter().find(|(ending, _)| lower.ends_with(ending))?;
        let name = type_name(text.get(..text.len() - ending.len())?)?;
        // *Enum values* is the title of a page of many enumerations.
        let is_kind = matches!(name.to_ascii_lowercase().as_str(), "enum" | "enumeration");
        (!is_kind).then_some((name, *kind))
    }

    /// Whether the title has the form of one that names a type, though what it names may be no name. Titles of several
    /// words, such as "Outlook item resource type", are those of overviews.
    pub fn claims_type(&self) -> bool {
        let lower = self.text.to_ascii_lowercase();
        let mut names = TYPE_ENDINGS
            .iter()
            .filter_map(|(ending, _)| lower.strip_suffix(ending));
        names
            .next()
            .is_some_and(|name| !name.trim().contains(char::is_whitespace))
    }
}

fn type_name(text: &str) -> Option<String> {
    let name = text
        .trim()
        .trim_matches(['`', '*', '"', '\''])
        .replace("\\_", "_");
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && name.contains(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_operations() {
        let list = Title::parse("List the members");
        assert_eq!((list.verb(), list.called()), (Some(Verb::List), None));
        assert_eq!(list.words, ["List", "the", "members"]);

        let upgrade = Title::parse("teamsAppInstallation: upgrade");
        assert_eq!(upgrade.subject.as_deref(), Some("teamsAppInstallation"));
        assert_eq!(upgrade.called().as_deref(), Some("upgrade"));
        assert!(upgrade.is_of_call() && !upgrade.is_of_function());
        assert_eq!(
            Title::parse("Range: delete").verb(),
            None,
            "the name of an action"
        );

        let grant = Title::parse("Get a delegated permission grant (oAuth2PermissionGrant)");
        assert_eq!(grant.aside.as_deref(), Some("oAuth2PermissionGrant"));
        assert_eq!(grant.words.len(), 5);

        let function = Title::parse("getOrder function");
        assert_eq!(function.called().as_deref(), Some("getOrder"));
        assert!(function.is_of_call() && function.is_of_function());
    }

    #[test]
    fn titles_of_types() {
        for (title, name, kind) in [
            ("chat resource type", "chat", TypeKind::Resource),
            ("media resouce type", "media", TypeKind::Resource),
            ("timeZoneBase complex type", "timeZoneBase", TypeKind::Resource),
            ("Audio facet", "Audio", TypeKind::Resource),
            (
                "complianceStatus enum type",
                "complianceStatus",
                TypeKind::Enumeration,
            ),
            ("alertStatus values", "alertStatus", TypeKind::Enumeration),
            (
                "#teamsAppInstalledState enum type",
                "teamsAppInstalledState",
                TypeKind::Enumeration,
            ),
            (
                "calendarSharingMessage resource type (deprecated)",
                "calendarSharingMessage",
                TypeKind::Resource,
            ),
        ] {
            let found = Title::parse(title).documented_type();
            assert_eq!(found, Some((name.to_owned(), kind)), "{title}");
        }
        for title in [
            "Azure AD overview",
            "Working with users in Microsoft Graph",
            "Outlook item resource type",
            "Enum values",
        ] {
            assert_eq!(Title::parse(title).documented_type(), None, "{title}");
        }
    }
}
