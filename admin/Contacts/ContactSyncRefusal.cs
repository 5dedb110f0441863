namespace OneLink.Admin.Contacts;

/// <summary>Why a contact that another system keeps was not taken.</summary>
internal enum ContactSyncRefusal
{
    None,

    /// <summary>Its keys are those of several contacts.</summary>
    SeveralMeant,

    /// <summary>The contact meant is another person of that system.</summary>
    TiedToAnother,

    /// <summary>It cannot be stored.</summary>
    Invalid,
}
