//! Every documented example, against its typed request and response.

use crate::example::{Example, Failure, Visitor};
use graph_runtime::codegen as rt;

/// Checks requests and responses without sending any.
#[derive(Default)]
struct SansIo {
    checked: usize,
    failures: Vec<String>,
}

impl SansIo {
    fn request<O: rt::Operation>(example: &Example, request: &rt::Request<O>) -> Result<(), Failure> {
        let sent = request.to_http("https://graph.microsoft.com")?;
        example.check_request(&sent)?;
        example.check_no_other_headers(&sent)
    }

    fn note(&mut self, example: &Example, result: Result<(), Failure>) {
        self.checked += 1;
        if let Err(error) = result {
            self.failures.push(example.describe(&error));
        }
    }
}

impl Visitor for SansIo {
    fn model<O: rt::Operation>(&mut self, example: &'static Example, request: rt::Request<O>)
    where
        O::Response: rt::Model,
    {
        let check = || {
            Self::request(example, &request)?;
            let Some(answer) = &example.answer else {
                return Ok(());
            };
            let options = rt::ReadOptions::default().strict();
            answer.check_model(&request.read_response_with(answer.response()?, options)?)
        };
        let result = check();
        self.note(example, result);
    }

    fn other<O: rt::Operation>(&mut self, example: &'static Example, request: rt::Request<O>) {
        let check = || {
            Self::request(example, &request)?;
            if let Some(answer) = &example.answer {
                let options = rt::ReadOptions::default().strict();
                request.read_response_with(answer.response()?, options)?;
            }
            Ok(())
        };
        let result = check();
        self.note(example, result);
    }
}

#[test]
fn typed_requests_are_the_documented_ones_and_responses_are_read_whole() {
    let mut visitor = SansIo::default();
    let built = crate::visit(&mut visitor);
    assert!(built.is_ok(), "a documented value is none of its type: {built:?}");
    assert!(visitor.failures.is_empty(), "{}", visitor.failures.join("\n"));
    assert_eq!(visitor.checked, crate::EXAMPLES.iter().sum::<usize>());
}
