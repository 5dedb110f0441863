using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Conversations;

/// <summary>The people who take part in a conversation, whoever it is assigned to.</summary>
internal sealed class ConversationParticipants(IDatabase database, TimeProvider clock)
{
    /// <summary>The people who work in the conversation's inbox: its members, and administrators.</summary>
    private const string HavingAccess = """
        account_users m
        WHERE m.account_id = @AccountId AND m.user_id IN @userIds
          AND (m.role = 'administrator' OR EXISTS (SELECT 1 FROM inbox_members i WHERE i.inbox_id = @InboxId AND i.user_id = m.user_id))
        """;

    private const string ReadSql =
        "SELECT user_id FROM conversation_participants WHERE conversation_id = @Id AND account_id = @AccountId ORDER BY created_at, user_id";

    /// <summary>Their ids, who came first first.</summary>
    public Task<List<long>> FindAsync(Conversation conversation, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<long>(ReadSql, new { conversation.Id, conversation.AccountId })).AsList(), cancellationToken);

    /// <summary>Adds people who work in the inbox.</summary>
    public Task<RecordOutcome<List<long>>> AddAsync(Conversation conversation, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => ChangeAsync(conversation, userIds, isExact: false, cancellationToken);

    /// <summary>Makes the participants exactly these.</summary>
    public Task<RecordOutcome<List<long>>> ReplaceAsync(Conversation conversation, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => ChangeAsync(conversation, userIds, isExact: true, cancellationToken);

    public Task<int> RemoveAsync(Conversation conversation, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync(
                "DELETE FROM conversation_participants WHERE conversation_id = @Id AND account_id = @AccountId AND user_id IN @userIds",
                new { conversation.Id, conversation.AccountId, userIds }),
            cancellationToken);

    /// <summary>Makes a person who works in the inbox a participant, where he is none yet.</summary>
    public static Task<int> JoinAsync(WriteScope scope, Conversation conversation, long userId, long at)
        => scope.ExecuteAsync(
            $"""
            INSERT INTO conversation_participants (conversation_id, user_id, account_id, created_at)
            SELECT @Id, m.user_id, m.account_id, @at FROM {HavingAccess}
            ON CONFLICT (conversation_id, user_id) DO NOTHING
            """,
            new { conversation.Id, conversation.AccountId, conversation.InboxId, userIds = (long[])[userId], at });

    private Task<RecordOutcome<List<long>>> ChangeAsync(
        Conversation conversation, IReadOnlyCollection<long> userIds, bool isExact, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await ConversationRepository.FindAsync(scope, conversation.AccountId, conversation.Id) is null)
                {
                    return RecordOutcome<List<long>>.NotThere;
                }

                var wanted = userIds.Distinct().ToList();
                var before = await ParticipantsAsync(scope, conversation);
                var added = wanted.Except(before).ToList();
                if (added.Count != await HavingAccessAsync(scope, conversation, added))
                {
                    return new RecordOutcome<List<long>>(new RecordErrors(new RecordError("user", RecordErrorCode.Invalid, "must have inbox access")));
                }

                var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
                foreach (var userId in added)
                {
                    await scope.ExecuteAsync(
                        "INSERT INTO conversation_participants (conversation_id, user_id, account_id, created_at) VALUES (@Id, @userId, @AccountId, @at)",
                        new { conversation.Id, userId, conversation.AccountId, at });
                }

                if (isExact)
                {
                    await scope.ExecuteAsync(
                        "DELETE FROM conversation_participants WHERE conversation_id = @Id AND account_id = @AccountId AND user_id NOT IN @wanted",
                        new { conversation.Id, conversation.AccountId, wanted });
                }

                return new RecordOutcome<List<long>>(await ParticipantsAsync(scope, conversation));
            },
            cancellationToken);

    private static async Task<List<long>> ParticipantsAsync(WriteScope scope, Conversation conversation)
        => (await scope.QueryAsync<long>(ReadSql, new { conversation.Id, conversation.AccountId })).AsList();

    /// <summary>How many of the people work in the conversation's inbox.</summary>
    private static Task<long> HavingAccessAsync(WriteScope scope, Conversation conversation, List<long> userIds)
        => userIds.Count == 0
            ? Task.FromResult(0L)
            : scope.ScalarAsync<long>(
                $"SELECT COUNT(*) FROM {HavingAccess}",
                new { conversation.AccountId, conversation.InboxId, userIds });
}
