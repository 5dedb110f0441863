using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>What became of a contact that another system keeps.</summary>
/// <param name="Contact">As it is now; null where it was refused.</param>
/// <param name="IsNew">Whether it was made.</param>
/// <param name="Refusal">Why it was refused.</param>
/// <param name="Errors">What is wrong with it, where that is why.</param>
internal sealed record ContactSyncOutcome(Contact? Contact, bool IsNew, ContactSyncRefusal Refusal, RecordErrors? Errors = null);
