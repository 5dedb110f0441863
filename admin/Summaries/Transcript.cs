using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Summaries;

/// <summary>What was said in a conversation, as a model reads it: the newest part that fits, a line each. Without notes among agents.</summary>
internal sealed class Transcript(IDatabase database)
{
    private const int MaxMessages = 200;

    /// <summary>Characters; about a quarter as many tokens.</summary>
    private const int MaxLength = 24_000;

    /// <returns>Null where nothing was said.</returns>
    public async Task<string?> OfAsync(long accountId, long conversationId, CancellationToken cancellationToken)
    {
        var said = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(long Type, string Content)>(
                """
                SELECT message_type, content FROM messages
                WHERE account_id = @accountId AND conversation_id = @conversationId AND is_private = 0 AND message_type <> @activity
                  AND content IS NOT NULL AND content <> ''
                ORDER BY created_at DESC, id DESC LIMIT @MaxMessages
                """,
                new { accountId, conversationId, activity = MessageType.Activity, MaxMessages })).AsList(),
            cancellationToken);
        var lines = new List<string>();
        var left = MaxLength;
        foreach (var (type, content) in said)
        {
            var line = $"{(type == MessageType.Incoming ? "Customer" : "Agent")}: {content}";
            left -= line.Length;
            if (left < 0 && lines.Count > 0)
            {
                break;
            }

            lines.Add(line.Length > MaxLength ? line[..MaxLength] : line);
        }

        lines.Reverse();
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }
}
