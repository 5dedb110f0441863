using System.Data.Common;

namespace OneLink.Admin.Database;

/// <summary>The prepared statements of one write connection.</summary>
internal sealed class StatementCache(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    public PreparedStatement Get(string sql, ReadOnlySpan<string> parameters, DbTransaction transaction)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = Create(sql, parameters);
            _commands.Add(sql, command);
        }

        command.Transaction = transaction;
        return new PreparedStatement(command);
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }

    private DbCommand Create(string sql, ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of a repository; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
