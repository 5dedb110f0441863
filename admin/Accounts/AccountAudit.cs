using System.Globalization;
using OneLink.Admin.Audit;

namespace OneLink.Admin.Accounts;

/// <summary>What is written into the audit log of accounts and of the people in them.</summary>
internal static class AccountAudit
{
    public static AuditEntry Created(Account account) => new(AuditAction.AccountCreated, Id(account.Id), account.Name);

    public static AuditEntry Updated(Account before, Account after) => new(AuditAction.AccountUpdated, Id(after.Id), after.Name)
    {
        Changes = AuditChanges.Between(AccountFields.Of(before), AccountFields.Of(after)),
    };

    public static AuditEntry MemberAdded(Membership member) => new(AuditAction.MemberAdded, Id(member.UserId), ObjectName: null)
    {
        Changes = AuditChanges.Between([], AccountFields.Of(member)),
    };

    public static AuditEntry MemberUpdated(Membership before, Membership after) => new(AuditAction.MemberUpdated, Id(after.UserId), ObjectName: null)
    {
        Changes = AuditChanges.Between(AccountFields.Of(before), AccountFields.Of(after)),
    };

    public static AuditEntry MemberRemoved(Membership member) => new(AuditAction.MemberRemoved, Id(member.UserId), ObjectName: null);

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
