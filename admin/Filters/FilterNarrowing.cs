using System.Data.Common;
using Dapper;

namespace OneLink.Admin.Filters;

/// <summary>Finds out whether a filter fits few rows, by the indexes of what it compares.</summary>
internal static class FilterNarrowing
{
    /// <summary>Rows that are fetched one by one.</summary>
    public const int Few = 10_000;

    /// <returns>Ids of all rows that fit, and maybe of others; null where no index knows them to be few.</returns>
    public static async Task<IReadOnlyList<long>?> FindAsync(DbConnection connection, DbTransaction transaction, FilterCondition condition, DynamicParameters parameters)
    {
        foreach (var source in condition.Sources)
        {
            var ids = (await connection.QueryAsync<long>($"SELECT * FROM ({source}) AS source LIMIT {Few + 1}", parameters, transaction)).AsList();
            if (ids.Count <= Few)
            {
                return ids;
            }
        }

        return null;
    }
}
