using System.Text;
using OneLink.Analytics.Embedded.Connections;

namespace OneLink.Analytics.Embedded.Http;

/// <summary>Opens the engine's session of one request: its database, its settings, its right to write.</summary>
internal static class Session
{
    /// <exception cref="EngineException">A setting or the database does not exist.</exception>
    /// <param name="engine">The engine.</param>
    /// <param name="request">Whose session it is.</param>
    /// <param name="held">The result will be held in memory as a whole, and must not be larger than there is room for.</param>
    internal static EngineConnection Open(Engine engine, StatementRequest request, bool held)
    {
        var connection = engine.Connect();
        try
        {
            if (held)
            {
                connection.Execute(SetStatement([new("max_result_bytes", $"{engine.Limits.HeldResultBytes}"), new("result_overflow_mode", "throw")]));
            }

            if (request.Settings.Count > 0)
            {
                connection.Execute(SetStatement(request.Settings));
            }

            if (request.Database != "default")
            {
                connection.Execute($"USE {Quoted(request.Database, '`')}");
            }

            // Last: from here on nothing of this can be taken back.
            if (request.ReadOnly is { } level)
            {
                connection.Execute(SetStatement([new("readonly", level)]));
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string SetStatement(List<KeyValuePair<string, string>> settings)
    {
        var sql = new StringBuilder("SET ");
        for (var index = 0; index < settings.Count; index++)
        {
            sql.Append(index == 0 ? "" : ", ").Append(settings[index].Key).Append(" = ").Append(Quoted(settings[index].Value, '\''));
        }

        return sql.ToString();
    }

    private static string Quoted(string text, char quote) =>
        $"{quote}{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace($"{quote}", $"\\{quote}", StringComparison.Ordinal)}{quote}";
}
