using System.Text;
using OneLink.Analytics.Embedded.Connections;

namespace OneLink.Analytics.Embedded.Statements;

/// <summary>What must be known of a statement before the engine sees it: where data begins, and in which format.</summary>
/// <param name="Kind">How to run it.</param>
/// <param name="Length">Bytes of the statement itself; of an INSERT with data, those before FORMAT or VALUES.</param>
/// <param name="DataStart">Where the data of an INSERT begins.</param>
/// <param name="Format">Format of the data, or the FORMAT that a query asks for; null when it names none.</param>
internal readonly record struct StatementShape(StatementKind Kind, int Length, int DataStart, string? Format)
{
    /// <exception cref="EngineException">Several statements, or one that reads or writes files of the host.</exception>
    internal static StatementShape Of(ReadOnlySpan<byte> sql)
    {
        var scanner = new SqlScanner(sql);
        if (!scanner.Next())
        {
            return new StatementShape(StatementKind.Empty, 0, 0, null);
        }

        if (scanner.IsKeyword("INSERT"u8))
        {
            return OfInsert(sql, scanner);
        }

        var select = scanner.IsKeyword("SELECT"u8) || scanner.IsKeyword("WITH"u8) || scanner.IsKeyword("FROM"u8) || scanner.Token is [(byte)'('];
        return OfQuery(sql, scanner, select ? StatementKind.Select : StatementKind.Other);
    }

    private static StatementShape OfInsert(ReadOnlySpan<byte> sql, SqlScanner scanner)
    {
        while (scanner.Next())
        {
            if (scanner.IsKeyword("VALUES"u8) || scanner.IsKeyword("VALUE"u8))
            {
                return new StatementShape(StatementKind.InsertData, scanner.Start, scanner.End, "Values");
            }

            if (scanner.IsKeyword("FORMAT"u8))
            {
                var length = scanner.Start;
                if (!scanner.Next() || !scanner.IsWord())
                {
                    throw EngineException.Of(EngineError.SyntaxError, "Syntax error: INSERT … FORMAT is followed by no name of a format.");
                }

                return new StatementShape(StatementKind.InsertData, length, StartOfData(sql, scanner.End), Encoding.ASCII.GetString(scanner.Token));
            }

            if (scanner.IsKeyword("INFILE"u8))
            {
                throw EngineException.Of(EngineError.NotImplemented, "INSERT … FROM INFILE reads files of the server and is not allowed over HTTP.");
            }

            if (scanner.IsKeyword("SELECT"u8) || scanner.IsKeyword("WITH"u8))
            {
                return OfInsertSelect(sql, scanner);
            }
        }

        return new StatementShape(StatementKind.Other, sql.Length, sql.Length, null);
    }

    private static StatementShape OfInsertSelect(ReadOnlySpan<byte> sql, SqlScanner scanner)
    {
        var rest = scanner;
        while (rest.Next())
        {
            if (System.Text.Ascii.EqualsIgnoreCase(rest.Token, "input"u8) && rest.Next() && rest.Token is [(byte)'('])
            {
                throw EngineException.Of(EngineError.NotImplemented, "INSERT … SELECT … FROM input() is not available in the embedded engine; insert into the table itself.");
            }
        }

        return OfQuery(sql, scanner, StatementKind.Other);
    }

    private static StatementShape OfQuery(ReadOnlySpan<byte> sql, SqlScanner scanner, StatementKind kind)
    {
        string? format = null;
        var length = sql.Length;
        var ended = false;
        while (scanner.Next())
        {
            if (ended)
            {
                throw EngineException.Of(EngineError.SyntaxError, "Syntax error: Multi-statements are not allowed.");
            }

            if (scanner.IsKeyword(";"u8))
            {
                ended = true;
                length = scanner.Start;
            }
            else if (scanner.IsKeyword("OUTFILE"u8))
            {
                throw EngineException.Of(EngineError.IntoOutfileNotAllowed, "INTO OUTFILE is not allowed.");
            }
            else if (scanner.IsKeyword("FORMAT"u8) && FormatAfter(scanner) is { } name)
            {
                format = name;
            }
        }

        return new StatementShape(kind, length, length, format);
    }

    /// <summary>FORMAT is also a fine name of a column; it is the clause only before the end of the statement or its SETTINGS.</summary>
    private static string? FormatAfter(SqlScanner scanner)
    {
        if (!scanner.Next() || !scanner.IsWord())
        {
            return null;
        }

        var name = Encoding.ASCII.GetString(scanner.Token);
        return !scanner.Next() || scanner.IsKeyword(";"u8) || scanner.IsKeyword("SETTINGS"u8) || scanner.IsKeyword("INTO"u8) ? name : null;
    }

    /// <summary>As in ClickHouse: after blanks and at most one line break.</summary>
    private static int StartOfData(ReadOnlySpan<byte> sql, int position)
    {
        while (position < sql.Length && sql[position] is (byte)' ' or (byte)'\t' or (byte)'\f')
        {
            position++;
        }

        if (position < sql.Length && sql[position] == '\r')
        {
            position++;
        }

        return position < sql.Length && sql[position] == '\n' ? position + 1 : position;
    }
}
