use graph_runtime::codegen as rt;

/// Processor architectures; several can be set.
#[derive(Clone)]
#[non_exhaustive]
pub enum WindowsArchitecture {
    /// `none`
    None,
    /// `x86`
    X86,
    /// `x64`
    X64,
    /// `arm`
    Arm,
    /// `unknownFutureValue`
    UnknownFutureValue,
    /// A value that this version of the SDK does not know.
    Unrecognized(rt::Unrecognized<Self>),
}

rt::open_enum! {
    WindowsArchitecture, unrecognized: Unrecognized, flags;
    None = "none";
    X86 = "x86";
    X64 = "x64";
    Arm = "arm";
    UnknownFutureValue = "unknownFutureValue";
}
