using OneLink.Admin.Accounts;

namespace OneLink.Admin.Sessions;

/// <summary>An account that the person has a place in, and what he may do with its links.</summary>
internal sealed record SessionAccount(long Id, string Name, string Role, IReadOnlyList<string> Scopes, bool Suspended)
{
    public static SessionAccount Of(Membership membership, Account account, Session session) => new(
        account.Id, account.Name, membership.Role, [.. RoleScopes.Of(membership, session).Order(StringComparer.Ordinal)], account.IsSuspended);
}
