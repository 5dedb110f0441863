using Dapper;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surveys;

/// <summary>The stored answers to surveys: one for each survey, the last one given.</summary>
internal sealed class SurveyAnswers(IDatabase database)
{
    /// <summary>In a survey's additional attributes: whom it asks about.</summary>
    public const string AgentAttribute = "assigned_agent_id";

    private const string Columns = """
        id AS Id, account_id AS AccountId, conversation_id AS ConversationId, message_id AS MessageId, contact_id AS ContactId,
        assigned_agent_id AS AssignedAgentId, rating AS Rating, feedback_message AS FeedbackMessage, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    public Task<StoredSurveyAnswer?> FindAsync(long accountId, long messageId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<StoredSurveyAnswer>(
                $"SELECT {Columns} FROM csat_survey_responses WHERE account_id = @accountId AND message_id = @messageId", new { accountId, messageId }),
            cancellationToken);

    /// <summary>Stores an answer that has a rating, in place of an earlier one.</summary>
    public static async Task StoreAsync(WriteScope scope, Message survey, SurveyAnswer answer, long at)
    {
        if (answer.Rating is not { } rating || await ConversationRepository.FindAsync(scope, survey.AccountId, survey.ConversationId) is not { } conversation)
        {
            return;
        }

        // He may be gone by now.
        var asked = AttributeObject.Parse(survey.AdditionalAttributes)[AgentAttribute]?.GetValue<long>() ?? conversation.AssigneeId;
        var agent = await scope.FirstOrDefaultAsync<long?>("SELECT id FROM users WHERE id = @asked", new { asked });
        await scope.ExecuteAsync(
            """
            INSERT INTO csat_survey_responses (account_id, conversation_id, message_id, contact_id, assigned_agent_id, rating, feedback_message, created_at, updated_at)
            VALUES (@AccountId, @ConversationId, @Id, @ContactId, @agent, @rating, @FeedbackMessage, @at, @at)
            ON CONFLICT (message_id) DO UPDATE SET rating = excluded.rating, feedback_message = excluded.feedback_message, updated_at = excluded.updated_at
            """,
            new { survey.AccountId, survey.ConversationId, survey.Id, conversation.ContactId, agent, rating, answer.FeedbackMessage, at });
    }
}
