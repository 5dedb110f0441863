using System.Data.Common;

namespace OneLink.Admin.Database;

/// <summary>A command whose parameters are set by position and which is prepared only once.</summary>
internal sealed class PreparedStatement(DbCommand command)
{
    /// <returns>Rows written: 0 where <c>ON CONFLICT DO NOTHING</c> did nothing.</returns>
    public Task<int> ExecuteAsync(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command.ExecuteNonQueryAsync();
    }
}
