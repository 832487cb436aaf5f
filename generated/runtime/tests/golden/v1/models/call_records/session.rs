use graph_runtime::codegen as rt;

/// A session of a call.
#[derive(Default)]
pub struct Session {
    /// Key of the entity.
    pub id: Option<String>,
    /// Time at which the session started.
    pub start_date_time: Option<rt::OffsetDateTime>,
    /// Platform of the caller.
    pub platform: Option<super::super::PolicyPlatformType>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

impl rt::Model for Session {
    #[inline]
    fn schema(&self) -> &'static rt::Schema {
        &rt::Schema {
            name: "microsoft.graph.callRecords.session",
            fields: &["id", "startDateTime", "platform"],
            write_type: false,
        }
    }
    #[inline]
    fn slot(&mut self, index: usize) -> rt::SlotMut<'_> {
        match index {
            0 => rt::SlotMut::String(&mut self.id),
            1 => rt::SlotMut::DateTime(&mut self.start_date_time),
            2 => rt::SlotMut::Enum(&mut self.platform),
            _ => rt::SlotMut::None,
        }
    }
    #[inline]
    fn slot_ref(&self, index: usize) -> rt::SlotRef<'_> {
        match index {
            0 => rt::SlotRef::String(&self.id),
            1 => rt::SlotRef::DateTime(&self.start_date_time),
            2 => rt::SlotRef::Enum(&self.platform),
            _ => rt::SlotRef::None,
        }
    }
    #[inline]
    fn additional(&self) -> &rt::Additional {
        &self.additional
    }
    #[inline]
    fn additional_mut(&mut self) -> &mut rt::Additional {
        &mut self.additional
    }
}

rt::impl_model!(Session);
