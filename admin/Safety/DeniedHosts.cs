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

    /// <summary>What <see cref="_lists"/> are of.</summary>
    private long _version;

    /// <summary>Counts a change up, within its transaction.</summary>
    public static Task NoteChangeAsync(WriteScope scope)
        => scope.ExecuteAsync("UPDATE versions SET version = version + 1 WHERE name = 'denied-hosts'");

    /// <summary>Reads the lists again where another admin has changed one.</summary>
    /// <returns>Whether it has.</returns>
    public async Task<bool> RefreshIfChangedAsync(CancellationToken cancellationToken)
    {
        if (await VersionAsync(cancellationToken) == Volatile.Read(ref _version))
        {
            return false;
        }

        await RefreshAsync(cancellationToken);
        return true;
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // Before the lists: what changes in between is read once more.
        var version = await VersionAsync(cancellationToken);
        var rows = await database.ReadAsync(
            connection => connection.QueryAsync<(long Account, string Host)>("SELECT COALESCE(account_id, 0), host FROM denied_hosts"),
            cancellationToken);
        _lists = rows.GroupBy(row => row.Account, row => row.Host).ToFrozenDictionary(list => list.Key, list => new HostSet(list));
        Volatile.Write(ref _version, version);
    }

    private Task<long> VersionAsync(CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT version FROM versions WHERE name = 'denied-hosts'"), cancellationToken);
}
