//! What is sent or answered where a sentence names several types: "a JSON representation of an `[ipPlace]` or
//! `[countryPlace]` object".

use std::collections::BTreeMap;

use super::OperationInference;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::TypeName;
use crate::model::examples::typed::Direction;
use crate::model::{Body, Response, ResponseContent, TypeRef};
use crate::page::{SpelledType, TypeFacts};

/// The type that a page names, with its qualified name.
pub(in crate::model) type ResolveType<'r> = &'r dyn Fn(&TypeFacts) -> TypeRef;

/// The types of a choice: the first one, and the others.
struct Choice<'f> {
    first: Option<&'f TypeFacts>,
    others: &'f [TypeFacts],
    direction: Direction,
}

impl OperationInference<'_, '_> {
    /// Takes the type from which all types of a choice derive in place of the first one.
    pub(in crate::model) fn take_common_bases(
        &self,
        body: Option<&mut Body>,
        response: &mut Response,
        resolve: ResolveType<'_>,
        sink: &mut Diagnostics,
    ) {
        // What is linked is sent by its address, whatever its type.
        let links = self.facts.paths.iter().any(|path| path.template.is_link());
        if let Some(ty) = body.filter(|_| !links).and_then(|body| body.ty.as_mut()) {
            let choice = Choice {
                first: self.facts.body.ty(),
                others: &self.facts.body_alternatives,
                direction: Direction::Sent,
            };
            self.take_common_base(&mut ty.item, &choice, resolve, sink);
        }
        if let ResponseContent::One(ty) | ResponseContent::Many(ty) = &mut response.content {
            let choice = Choice {
                first: self.facts.response.ty(),
                others: &self.facts.response_alternatives,
                direction: Direction::Answered,
            };
            self.take_common_base(ty, &choice, resolve, sink);
        }
    }

    /// Takes the type from which all types derive that a row of the body names as a choice: `[ipPlace] or [countryPlace]`.
    pub(in crate::model) fn take_bases_of_rows(&self, body: Option<&mut Body>, resolve: ResolveType<'_>) {
        let Some(body) = body else { return };
        let choices: BTreeMap<&str, Vec<TypeName>> = self
            .facts
            .body
            .rows()
            .iter()
            .filter_map(|row| Some((row.name.value.as_str(), types_of_choice(&row.ty, resolve)?)))
            .collect();
        for property in body.properties.iter_mut().filter(|row| row.ty.item.is_untyped()) {
            let types = choices.get(property.name.as_str());
            let base = types.and_then(|types| self.common_base(types.first()?, types));
            if let Some(base) = base {
                property.ty.item = TypeRef::Type(base.clone());
            }
        }
    }

    /// The nearest type from which a type and others derive, other than the root of all.
    fn common_base(&self, first: &TypeName, others: &[TypeName]) -> Option<&TypeName> {
        let is_base = |name: &&TypeName| others.iter().all(|other| self.is_below(other, name));
        let mut bases = self.types.chain(first).map(|ty| &ty.name);
        bases.find(|name| !name.is_root() && is_base(name))
    }

    /// Where the types have no base, only annotations can tell what is meant.
    fn take_common_base(
        &self,
        ty: &mut TypeRef,
        choice: &Choice<'_>,
        resolve: ResolveType<'_>,
        sink: &mut Diagnostics,
    ) {
        let (TypeRef::Type(said), Some(first)) = (&*ty, choice.first) else {
            return;
        };
        let others = choice.others.iter().map(resolve);
        let others: Vec<TypeName> = others.filter_map(|ty| ty.type_name().cloned()).collect();
        if others.is_empty() || !self.is_sentence(first.span) {
            return;
        }
        let base = self.common_base(said, &others);
        if base == Some(said) {
            return;
        }
        let annotated = || self.annotated(choice.direction).map(|(_, name)| name);
        let taken = base.or_else(|| annotated().filter(|name| *name != said && !others.contains(name)));
        let read_as = match taken {
            Some(name) => format!("read as `{name}`"),
            None => "read as untyped JSON".to_owned(),
        };
        let message = format!("the sentence names `{said}` and others as a choice");
        sink.push(Diagnostic::new(Code::UnionType, first.span, message).help(read_as));
        *ty = taken.map_or(TypeRef::UNTYPED, |name| TypeRef::Type(name.clone()));
    }
}

/// The types that a cell names as a choice, if all are types of objects.
fn types_of_choice(cell: &TypeFacts, resolve: ResolveType<'_>) -> Option<Vec<TypeName>> {
    let SpelledType::Union(names) = &cell.name else {
        return None;
    };
    let types = names.iter().map(|name| {
        let ty = TypeFacts {
            name: name.clone(),
            ..cell.clone()
        };
        resolve(&ty).type_name().cloned()
    });
    types.collect()
}
