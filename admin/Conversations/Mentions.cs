using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Conversations;

/// <summary>
/// People named in notes, <c>[@Ada](mention://user/7/Ada)</c>, or by their team, <c>(mention://team/3/Support)</c>: they
/// find the conversation among those that mention them, and take part in it from then on.
/// </summary>
internal static partial class Mentions
{
    /// <summary>Notes whom a private note names, as far as they may see the conversation.</summary>
    public static async Task AddAsync(WriteScope scope, Message message)
    {
        if (message.IsPrivate == 0 || message.Content is not { } content)
        {
            return;
        }

        var named = MentionPattern().Matches(content).Select(match => (Kind: match.Groups["kind"].Value, Id: long.Parse(match.Groups["id"].ValueSpan, CultureInfo.InvariantCulture)))
            .Distinct().ToLookup(mention => mention.Kind, mention => mention.Id, StringComparer.Ordinal);
        if (named.Count == 0)
        {
            return;
        }

        var userIds = (await scope.QueryAsync<long>(
            """
            SELECT m.user_id FROM account_users m
            WHERE m.account_id = @AccountId
              AND (m.user_id IN @users OR m.user_id IN (SELECT t.user_id FROM team_members t WHERE t.account_id = @AccountId AND t.team_id IN @teams))
              AND (m.role = 'administrator' OR EXISTS (SELECT 1 FROM inbox_members i WHERE i.inbox_id = @InboxId AND i.user_id = m.user_id))
            ORDER BY m.user_id
            """,
            new { message.AccountId, message.InboxId, users = named["user"], teams = named["team"] })).AsList();
        foreach (var userId in userIds)
        {
            var mention = new { message.ConversationId, userId, message.AccountId, message.CreatedAt };
            await scope.ExecuteAsync(
                """
                INSERT INTO mentions (conversation_id, user_id, account_id, mentioned_at) VALUES (@ConversationId, @userId, @AccountId, @CreatedAt)
                ON CONFLICT (conversation_id, user_id) DO UPDATE SET mentioned_at = excluded.mentioned_at
                """,
                mention);
            await scope.ExecuteAsync(
                """
                INSERT INTO conversation_participants (conversation_id, user_id, account_id, created_at) VALUES (@ConversationId, @userId, @AccountId, @CreatedAt)
                ON CONFLICT (conversation_id, user_id) DO NOTHING
                """,
                mention);
        }
    }

    [GeneratedRegex(@"\(mention://(?<kind>user|team)/(?<id>[0-9]{1,18})/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MentionPattern();
}
