using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OneLink.Admin.Database;

/// <summary>
/// A statement that goes through SQLite's own interface instead of a <see cref="SqliteCommand"/>: that one looks for each
/// parameter by its name and makes a reader for each execution, which costs more than many an insert.
/// </summary>
internal sealed class SqliteStatement : PreparedStatement
{
    private const int MaxOnStack = 1024;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>SQLite's place of each parameter, from 1 on.</summary>
    private readonly int[] _places;

    /// <param name="connection">Outlives this.</param>
    /// <param name="sql">One statement that returns no rows.</param>
    /// <param name="parameters">Its parameters by name, in the order of the values.</param>
    /// <exception cref="SqliteException">SQLite does not take the statement.</exception>
    public SqliteStatement(SqliteConnection connection, string sql, ReadOnlySpan<string> parameters)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = new int[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            _places[i] = raw.sqlite3_bind_parameter_index(_statement, parameters[i]);
            if (_places[i] == 0)
            {
                throw new ArgumentException($"The statement has no parameter {parameters[i]}: {sql}", nameof(parameters));
            }
        }
    }

    /// <exception cref="SqliteException">As of a command.</exception>
    public override Task<int> ExecuteAsync(params ReadOnlySpan<object?> values)
    {
        try
        {
            return Task.FromResult(Execute(values));
        }
        finally
        {
            // Its error is the step's, which was thrown already.
            raw.sqlite3_reset(_statement);
        }
    }

    protected override void Dispose(bool disposing) => _statement.Dispose();

    private int Execute(ReadOnlySpan<object?> values)
    {
        if (values.Length != _places.Length)
        {
            throw new ArgumentException($"There are {_places.Length} parameters, but {values.Length} values.", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(_places[i], values[i]));
        }

        var result = raw.sqlite3_step(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result == raw.SQLITE_ROW ? raw.SQLITE_MISUSE : result);
        }

        return raw.sqlite3_changes(_database);
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        string text => BindText(place, text),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentException($"A parameter cannot be a {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>By its length: a text may have a NUL in it.</summary>
    private int BindText(int place, string text)
    {
        if (text.Length == 0)
        {
            // An empty span has no address, which would be a null.
            return raw.sqlite3_bind_text(_statement, place, "");
        }

        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        Span<byte> utf8 = size <= MaxOnStack ? stackalloc byte[size] : rented = ArrayPool<byte>.Shared.Rent(size);
        var length = Encoding.UTF8.GetBytes(text, utf8);
        var result = raw.sqlite3_bind_text(_statement, place, utf8[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return result;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
