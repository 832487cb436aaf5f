//! The names of the methods of a step, each once.

use crate::resolve::names::Scope;
use crate::resolve::plan::{ArgumentPlan, CallPlan, StepLink};

/// A method with a name and arguments.
pub(super) trait Method {
    fn name(&mut self) -> &mut String;
    fn arguments(&self) -> &[ArgumentPlan];
}

impl Method for StepLink {
    fn name(&mut self) -> &mut String {
        &mut self.method
    }

    fn arguments(&self) -> &[ArgumentPlan] {
        &self.arguments
    }
}

impl Method for CallPlan {
    fn name(&mut self) -> &mut String {
        &mut self.method
    }

    fn arguments(&self) -> &[ArgumentPlan] {
        &self.arguments
    }
}

/// Gives each method a name of its own. Those of one name are overloads of a function, which their arguments
/// tell: `image()` and `image(width=…)` become `image` and `image_width`.
pub(super) fn name<M: Method>(methods: &mut [M], scope: &mut Scope) {
    let known: Vec<(String, Vec<String>)> = methods
        .iter_mut()
        .map(|method| {
            let arguments = method.arguments().iter().map(|argument| argument.name.clone());
            let arguments = arguments.collect();
            (method.name().clone(), arguments)
        })
        .collect();
    for (method, (name, arguments)) in methods.iter_mut().zip(&known) {
        let in_all = |argument: &String| {
            let mut overloads = known.iter().filter(|(other, _)| other == name);
            overloads.all(|(_, arguments)| arguments.contains(argument))
        };
        let telling: String = arguments
            .iter()
            .filter(|argument| !in_all(argument))
            .map(|argument| format!("_{}", argument.trim_start_matches("r#")))
            .collect();
        let wanted = if telling.is_empty() {
            name.clone()
        } else {
            format!("{}{telling}", name.trim_start_matches("r#"))
        };
        *method.name() = scope.take(wanted).0;
    }
}
