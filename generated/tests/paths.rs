//! The paths by which the compiler names what belongs to the runtime.
//!
//! It writes `generated::graph_runtime::…` in its messages and in its advice to import a trait: it takes the name of the
//! crate and not that of the re-export.

#[test]
fn a_trait_is_imported_by_the_path_that_the_compiler_advises() {
    use generated::graph_runtime::Operation;

    fn path<O: Operation>() -> &'static str {
        O::METADATA.paths[0]
    }
    let of_device = path::<generated::v1::requests::device::List>();
    assert_eq!(of_device, "/devices");
}
