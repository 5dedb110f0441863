using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.SuperAdmin;

/// <summary>Names of accounts, also of those that are being deleted.</summary>
internal sealed class AccountNames(IDatabase database)
{
    public async Task<Dictionary<long, string>> OfAsync(IEnumerable<long> accountIds, CancellationToken cancellationToken)
    {
        var ids = accountIds.Distinct().ToArray();
        return ids.Length == 0 ? [] : await database.ReadAsync(
            async connection => (await connection.QueryAsync<(long Id, string Name)>("SELECT id, name FROM accounts WHERE id IN @ids", new { ids })).ToDictionary(row => row.Id, row => row.Name),
            cancellationToken);
    }
}
