using System.Collections.Frozen;

namespace OneLink.Analytics.Queries;

/// <summary>
/// Accounts and links that have busy days, as of the last look: all others, which are nearly all, need not be asked for
/// them. One that is missing is answered from its clicks, more slowly.
/// </summary>
public sealed class BusyScopes
{
    private volatile FrozenSet<(uint Account, ulong Link)> _known = FrozenSet<(uint, ulong)>.Empty;

    /// <param name="scopes">Account and link; the link is 0 for all of the account.</param>
    public void Set(IEnumerable<(uint Account, ulong Link)> scopes) => _known = scopes.ToFrozenSet();

    internal bool Contains(ClickQuestion question) => _known.Contains((question.AccountId, question.LinkId ?? 0));
}
