//! Writes in English the sentences that every page has: the namespace, the base type, the body, the response.

use std::ops::Range;

use super::Page;
use super::cells::link;
use crate::graph::{ROOT_NAMESPACE, is_qualified_name};
use crate::source::stem;

impl Page<'_> {
    /// Writes a line in English, where it is a sentence that every page has. Returns whether it is.
    pub(super) fn sentence(&mut self, range: &Range<usize>, source: &str) -> bool {
        let english =
            namespace(source)
                .or_else(|| self.base(source))
                .or_else(|| match self.section.as_str() {
                    "response" if !self.has_answer => {
                        let answer = self.response(source);
                        self.has_answer = answer.is_some();
                        answer
                    }
                    "request-body" => body(source),
                    _ => None,
                });
        if let Some(english) = english {
            self.write_line(&english, range);
            return true;
        }
        false
    }

    /// > Наследуется от [entity](entity.md).
    fn base(&self, source: &str) -> Option<String> {
        let folded = source.to_lowercase();
        let says = self.language.inherits.iter().any(|words| folded.contains(words));
        if !says || source.matches("](").count() != 1 || source.chars().count() > 160 {
            return None;
        }
        Some(format!("Inherits from {}.", named_link(source)?))
    }

    /// > При успешном выполнении этот метод возвращает код отклика `201 Created` и объект [group](../resources/group.md).
    fn response(&self, source: &str) -> Option<String> {
        let code = source.split('`').skip(1).step_by(2).find(|code| {
            let digits = code.get(..3).unwrap_or_default();
            digits.starts_with('2') && digits.bytes().all(|byte| byte.is_ascii_digit())
        })?;
        let folded = source.to_lowercase();
        let is_many = self.language.collection.iter().any(|word| folded.contains(word));
        let answer = match (type_link(source), is_many) {
            (Some(ty), true) => format!(" and a collection of {ty} objects in the response body"),
            (Some(ty), false) => format!(" and a {ty} object in the response body"),
            (None, _) => String::new(),
        };
        Some(format!(
            "If successful, this method returns a `{code}` response code{answer}."
        ))
    }
}

/// > Пространство имен: microsoft.graph
fn namespace(source: &str) -> Option<String> {
    let (words, name) = source.split_once([':', '：'])?;
    let name = name.trim();
    let is_name = name.starts_with(ROOT_NAMESPACE) && is_qualified_name(name);
    (is_name && words.chars().count() <= 30).then(|| format!("Namespace: {name}"))
}

/// > В тексте запроса добавьте представление объекта [shelf](../resources/shelf.md) в формате JSON.
fn body(source: &str) -> Option<String> {
    let says = source.contains("JSON") && !source.trim_start().starts_with(['>', '-', '*', '|']);
    let ty = type_link(source).filter(|_| says)?;
    Some(format!(
        "In the request body, supply a JSON representation of the {ty} object."
    ))
}

/// The first link, if it leads to the page of a type.
fn type_link(source: &str) -> Option<String> {
    let (_, target, _) = link(source)?;
    target.contains("resources/").then(|| named_link(source))?
}

/// The first link, with the name of the page in place of a text that is translated.
fn named_link(source: &str) -> Option<String> {
    let (text, target, _) = link(source)?;
    let name = if is_qualified_name(text) {
        text
    } else {
        stem(target.split(['#', '?']).next()?)
    };
    Some(format!("[{name}]({target})"))
}
