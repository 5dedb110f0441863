using System.Text;
using Dapper;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;

namespace OneLink.Admin.SuperAdmin;

/// <summary>The audit logs of all accounts and of the installation, read as one, the newest first.</summary>
internal sealed class AuditTrail(IDatabase database)
{
    private const int AccountsLog = 0;
    private const int InstallationsLog = 1;

    /// <param name="filter">Which entries.</param>
    /// <param name="cursor">Time, log and id of the last entry of the page before; null for the first page.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<List<TrailRow>> PageAsync(TrailFilter filter, long[]? cursor, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            async connection =>
            {
                var (sql, parameters) = Build($"SELECT account_id AS AccountId, {AuditRow.Columns} FROM audit_log", AccountsLog, filter, cursor, limit);
                var found = (await connection.QueryAsync<long, AuditRow, TrailRow>(sql, static (account, row) => new TrailRow(account, row), parameters, splitOn: "Id")).AsList();
                if (filter.AccountId is null)
                {
                    (sql, parameters) = Build($"SELECT {AuditRow.InstallationColumns} FROM installation_log", InstallationsLog, filter, cursor, limit);
                    found.AddRange((await connection.QueryAsync<AuditRow>(sql, parameters)).Select(row => new TrailRow(AccountId: null, row)));
                }

                return found;
            },
            cancellationToken);
        return [.. rows.OrderByDescending(row => row.Entry.At).ThenByDescending(row => row.Log).ThenByDescending(row => row.Entry.Id).Take(limit)];
    }

    /// <summary>Where a page ends that ends with this row.</summary>
    public static string CursorOf(TrailRow row) => FormattableString.Invariant($"{row.Entry.At}.{row.Log}.{row.Entry.Id}");

    private static (string Sql, DynamicParameters Parameters) Build(string select, int log, TrailFilter filter, long[]? cursor, int limit)
    {
        var parameters = new DynamicParameters();
        var sql = new StringBuilder(select).Append(" WHERE 1 = 1");
        if (cursor is [var at, var cursorLog, var id])
        {
            // Rows of one millisecond: of the log that the cursor is in, those with lower ids; of the one below it, all.
            sql.Append(cursorLog == log ? " AND (at < @cursorAt OR (at = @cursorAt AND id < @cursorId))" : cursorLog > log ? " AND at <= @cursorAt" : " AND at < @cursorAt");
            parameters.Add("cursorAt", at);
            parameters.Add("cursorId", id);
        }

        Filter(filter.AccountId is not null, "account_id = @account", "account", filter.AccountId);
        Filter(filter.Actor is not null, "actor_id = @actor", "actor", filter.Actor);
        Filter(filter.RequestId is not null, "request_id = @request", "request", filter.RequestId);
        Filter(filter.After is not null, "at > @after", "after", filter.After);
        Filter(filter.Before is not null, "at < @before", "before", filter.Before);
        if (filter.Action is { } action)
        {
            var isPrefix = action.EndsWith('.');
            Filter(applies: true, isPrefix ? "substr(action, 1, @length) = @action" : "action = @action", "action", action);
            parameters.Add("length", action.Length);
        }

        sql.Append(" ORDER BY at DESC, id DESC LIMIT @limit");
        parameters.Add("limit", limit);
        return (sql.ToString(), parameters);

        void Filter(bool applies, string condition, string name, object? value)
        {
            if (applies)
            {
                sql.Append(" AND ").Append(condition);
                parameters.Add(name, value);
            }
        }
    }
}
