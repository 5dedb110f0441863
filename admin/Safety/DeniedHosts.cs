using System.Collections.Frozen;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Safety;

/// <summary>The lists of denied hosts, in memory: every destination is compared with them.</summary>
internal sealed class DeniedHosts(IDatabase database)
{
    /// <summary>Key of the list that holds for every account.</summary>
    private const long Everybody = 0;

    private volatile FrozenDictionary<long, HostSet> _lists = FrozenDictionary<long, HostSet>.Empty;

    /// <summary>The entry that denies a host to an account: the host itself or one above it.</summary>
    /// <param name="accountId">Whose link it is.</param>
    /// <param name="host">As <see cref="Shared.Links.HostName"/> stores it.</param>
    public string? RuleFor(long accountId, string host)
        => _lists.GetValueOrDefault(Everybody)?.RuleFor(host) ?? _lists.GetValueOrDefault(accountId)?.RuleFor(host);

    /// <summary>Whether anything is denied to the account at all.</summary>
    public bool ConcernsAccount(long accountId) => _lists.Count > 0 && (_lists.ContainsKey(Everybody) || _lists.ContainsKey(accountId));

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.QueryAsync<(long Account, string Host)>("SELECT COALESCE(account_id, 0), host FROM denied_hosts"),
            cancellationToken);
        _lists = rows.GroupBy(row => row.Account, row => row.Host).ToFrozenDictionary(list => list.Key, list => new HostSet(list));
    }
}
