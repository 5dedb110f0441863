using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Database;
using OneLink.Admin.Filters;

namespace OneLink.Admin.Conversations;

/// <summary>What conversations can be filtered by.</summary>
internal sealed class ConversationFilter(FilterCompiler compiler, CustomAttributeRepository attributes, ISqlDialect dialect)
{
    private static readonly string[] Equality = [FilterOperator.EqualTo, FilterOperator.NotEqualTo];
    private static readonly string[] Presence = [.. Equality, FilterOperator.IsPresent, FilterOperator.IsNotPresent];
    private static readonly string[] Parts = [.. Equality, FilterOperator.Contains, FilterOperator.DoesNotContain];
    private static readonly string[] Times = [FilterOperator.IsGreaterThan, FilterOperator.IsLessThan, FilterOperator.DaysBefore];

    /// <summary>What kept counts can be filtered by as well as conversations.</summary>
    public static IReadOnlySet<string> KeptFields { get; } = new HashSet<string>(["status", "assignee_id", "inbox_id", "team_id"], StringComparer.Ordinal);

    private readonly FilterSchema _schema = new(
        [
            new("status", FilterKind.Choice, "conversations.status", Equality) { Choices = ConversationStatus.ByName, AllValue = "all" },
            new("assignee_id", FilterKind.Number, "conversations.assignee_id", Presence),
            new("inbox_id", FilterKind.Number, "conversations.inbox_id", Presence),
            new("team_id", FilterKind.Number, "conversations.team_id", Presence),
            new("priority", FilterKind.Choice, "conversations.priority", Equality) { Choices = ConversationPriority.ByName },
            new("display_id", FilterKind.Text, "CAST(conversations.display_id AS TEXT)", Parts),
            new("campaign_id", FilterKind.Number, dialect.JsonNumber(AdditionalAttributes, "'campaign_id'"), Presence),
            new("labels", FilterKind.Labels, "SELECT conversation_id FROM conversation_labels WHERE account_id = @accountId AND {values}", Presence)
            {
                RowId = "conversations.id",
            },
            new("browser_language", FilterKind.LoweredText, Additional(dialect, "browser_language"), Equality),
            new("conversation_language", FilterKind.LoweredText, Additional(dialect, "conversation_language"), Equality),
            new("referer", FilterKind.LoweredText, Additional(dialect, "referer"), Parts),
            new("created_at", FilterKind.Time, "conversations.created_at", Times),
            new("last_activity_at", FilterKind.Time, "conversations.last_activity_at", Times),
            new("mail_subject", FilterKind.LoweredText, Additional(dialect, "mail_subject"), Parts),
        ],
        "conversations.custom_attributes");

    private const string AdditionalAttributes = "conversations.additional_attributes";

    public async Task<FilterOutcome> CompileAsync(long accountId, IReadOnlyList<FilterRow> rows, CancellationToken cancellationToken)
        => compiler.Compile(_schema, await attributes.OfAccountAsync(accountId, AttributeModel.Conversation, cancellationToken), rows);

    private static string Additional(ISqlDialect dialect, string member) => $"lower({dialect.JsonText(AdditionalAttributes, $"'{member}'")})";
}
