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
    public static IReadOnlySet<string> KeptFields { get; } = new HashSet<string>(["status", "assignee_id", "inbox_id", "team_id", "priority"], StringComparer.Ordinal);

    private readonly FilterSchema _schema = new(
        "conversations",
        "conversation",
        [
            new("status", FilterKind.Choice, "conversations.status", Equality) { Choices = ConversationStatus.ByName, AllValue = "all" },
            new("assignee_id", FilterKind.Number, "conversations.assignee_id", Presence),
            new("inbox_id", FilterKind.Number, "conversations.inbox_id", Presence),
            new("team_id", FilterKind.Number, "conversations.team_id", Presence),
            new("priority", FilterKind.Choice, "conversations.priority", Equality) { Choices = ConversationPriority.ByName },
            new("display_id", FilterKind.Text, "CAST(conversations.display_id AS TEXT)", Parts)
            {
                Index = new FilterIndex("id", "conversations WHERE account_id = @accountId", "CAST(display_id AS TEXT)") { IsOwn = true },
            },
            new("campaign_id", FilterKind.Number, dialect.JsonNumber(AdditionalAttributes, "'campaign_id'"), Presence) { Index = Values("'campaign_id'") },
            new("labels", FilterKind.Labels, "SELECT 1 FROM conversation_labels carried WHERE carried.conversation_id = conversations.id AND {values}", Presence)
            {
                Index = new FilterIndex("conversation_id", "conversation_labels WHERE account_id = @accountId", "title"),
            },
            Additional(dialect, "browser_language", Equality),
            Additional(dialect, "conversation_language", Equality),
            Additional(dialect, "referer", Parts),
            new("created_at", FilterKind.Time, "conversations.created_at", Times),
            new("last_activity_at", FilterKind.Time, "conversations.last_activity_at", Times),
            Additional(dialect, "mail_subject", Parts),
        ]);

    private const string AdditionalAttributes = "conversations.additional_attributes";

    public async Task<FilterOutcome> CompileAsync(long accountId, IReadOnlyList<FilterRow> rows, CancellationToken cancellationToken)
        => compiler.Compile(accountId, _schema, await attributes.OfAccountAsync(accountId, AttributeModel.Conversation, cancellationToken), rows);

    private static FilterField Additional(ISqlDialect dialect, string member, string[] operators)
        => new(member, FilterKind.LoweredText, $"lower({dialect.JsonText(AdditionalAttributes, $"'{member}'")})", operators)
        {
            Index = Values($"'{member}'"),
        };

    private static FilterIndex Values(string field) => FilterIndex.OfValues("conversation", field);
}
