using OneLink.Admin.Access;
using OneLink.Admin.Accounts;

namespace OneLink.Admin.Sessions;

/// <summary>What a person's role in an account lets him do with its links: the same scopes as API keys have.</summary>
internal static class RoleScopes
{
    private static readonly IReadOnlySet<string> Administrator = new HashSet<string>(Scope.All, StringComparer.Ordinal);
    private static readonly IReadOnlySet<string> Agent = new HashSet<string>([Scope.LinksRead, Scope.LinksWrite, Scope.StatsRead], StringComparer.Ordinal);

    public static IReadOnlySet<string> Of(Membership membership) => membership.IsAdministrator ? Administrator : Agent;

    /// <summary>In a session; in one that is in a frame, what agents may.</summary>
    public static IReadOnlySet<string> Of(Membership membership, Session session) => session.EmbeddedAccountId is null ? Of(membership) : Agent;
}
