using OneLink.Admin.Audit;

namespace OneLink.Admin.SuperAdmin;

/// <summary>An entry of an account's audit log, or of the installation's.</summary>
/// <param name="Id">Of the entry: <c>aud_7</c>, or <c>ins_7</c> of the installation's.</param>
/// <param name="CreatedAt">When it happened.</param>
/// <param name="Account">Whose; null for what was done to the installation.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">One of <see cref="AuditAction"/>.</param>
/// <param name="Object">To what.</param>
/// <param name="Count">Objects that it tells of.</param>
/// <param name="Changes">Fields that have another value now.</param>
/// <param name="RequestId">The request that asked for it; null where none did.</param>
internal sealed record AuditItem(
    string Id,
    DateTimeOffset CreatedAt,
    AccountName? Account,
    AuditActor Actor,
    string Action,
    AuditObject Object,
    long Count,
    IReadOnlyList<AuditChange> Changes,
    string? RequestId)
{
    public static AuditItem Of(TrailRow row, string? accountName)
    {
        var entry = AuditResponse.From(row.Entry);
        return new(
            row.AccountId is null ? FormattableString.Invariant($"ins_{row.Entry.Id}") : entry.Id,
            entry.CreatedAt,
            row.AccountId is { } account ? new AccountName(account, accountName) : null,
            entry.Actor,
            entry.Action,
            entry.Object,
            entry.Count,
            entry.Changes,
            entry.RequestId);
    }
}
