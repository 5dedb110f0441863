using Npgsql;

namespace OneLink.Admin.Database;

/// <summary>A command that is kept, its parameters by position; Npgsql prepares it on the server where it may.</summary>
internal sealed class PostgresStatement : PreparedStatement
{
    /// <summary>Rows that are sent together: what a round trip costs is nothing to them, and what waits to be sent stays small.</summary>
    private const int RowsTogether = 500;

    private readonly NpgsqlCommand _command;

    /// <param name="connection">Outlives this.</param>
    /// <param name="sql">One statement that returns no rows.</param>
    /// <param name="parameters">Its parameters by name, in the order of the values.</param>
    public PostgresStatement(NpgsqlConnection connection, string sql, ReadOnlySpan<string> parameters)
    {
        _command = new NpgsqlCommand(sql, connection);
        foreach (var name in parameters)
        {
            _command.Parameters.Add(new NpgsqlParameter { ParameterName = name });
        }
    }

    public override Task<int> ExecuteAsync(params ReadOnlySpan<object?> values)
    {
        if (values.Length != _command.Parameters.Count)
        {
            throw new ArgumentException($"There are {_command.Parameters.Count} parameters, but {values.Length} values.", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return _command.ExecuteNonQueryAsync();
    }

    /// <summary>Many rows a round trip.</summary>
    public override async Task ExecuteEachAsync(IEnumerable<object?[]> rows)
    {
        foreach (var together in rows.Chunk(RowsTogether))
        {
            await using var batch = new NpgsqlBatch(_command.Connection);
            foreach (var row in together)
            {
                var command = new NpgsqlBatchCommand(_command.CommandText);
                for (var i = 0; i < row.Length; i++)
                {
                    command.Parameters.Add(new NpgsqlParameter { ParameterName = _command.Parameters[i].ParameterName, Value = row[i] ?? DBNull.Value });
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
        }
    }

    protected override void Dispose(bool disposing) => _command.Dispose();
}
