using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.CustomAttributes;

/// <summary>The rules by which an account's attributes are made and changed.</summary>
internal sealed class CustomAttributeChanges(IDatabase database, TimeProvider clock)
{
    /// <summary>Names that contacts and conversations use themselves, in filters above all.</summary>
    private static readonly string[] ContactKeys =
        ["name", "email", "phone_number", "identifier", "country_code", "city", "company", "labels", "created_at", "last_activity_at", "blocked"];

    private static readonly string[] ConversationKeys =
    [
        "status", "priority", "assignee_id", "inbox_id", "team_id", "display_id", "campaign_id", "labels", "browser_language",
        "conversation_language", "country_code", "referer", "created_at", "last_activity_at", "mail_subject",
    ];

    public Task<RecordOutcome<CustomAttributeDefinition>> CreateAsync(long accountId, CustomAttributeInput input, CancellationToken cancellationToken)
        => database.CreateCheckedAsync(
            () =>
            {
                var at = Now;
                return input.ApplyTo(new CustomAttributeDefinition { Id = 0, AccountId = accountId, CreatedAt = at, UpdatedAt = at }, at);
            },
            CheckAsync,
            static async (scope, definition) => definition with { Id = await CustomAttributeRepository.InsertAsync(scope, definition) },
            cancellationToken);

    public Task<RecordOutcome<CustomAttributeDefinition>> UpdateAsync(long accountId, long id, CustomAttributeInput input, CancellationToken cancellationToken)
        => database.UpdateCheckedAsync(
            scope => CustomAttributeRepository.FindAsync(scope, accountId, id),
            before => input.ApplyTo(before, Now),
            CheckAsync,
            static (scope, _, after) => CustomAttributeRepository.UpdateAsync(scope, after),
            cancellationToken);

    private static async Task<RecordErrors> CheckAsync(WriteScope scope, CustomAttributeDefinition definition)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "attribute_display_name", definition.DisplayName);
        TextRules.Length(errors, "attribute_display_name", definition.DisplayName);
        TextRules.Present(errors, "attribute_key", definition.AttributeKey);
        TextRules.Length(errors, "attribute_key", definition.AttributeKey);
        TextRules.Length(errors, "attribute_description", definition.Description, TextRules.TextLength);
        TextRules.Length(errors, "regex_pattern", definition.RegexPattern);
        TextRules.Length(errors, "regex_cue", definition.RegexCue);

        // The key is a member's name in JSON, and quoted in the path that finds it.
        if (definition.AttributeKey.Any(letter => letter is '"' or '\\' || char.IsControl(letter)))
        {
            errors.Invalid("attribute_key");
        }

        var own = definition.Model == AttributeModel.Contact ? ContactKeys : ConversationKeys;
        if (own.Contains(definition.AttributeKey, StringComparer.Ordinal))
        {
            errors.Add("attribute_key", RecordErrorCode.Invalid, "The provided key is not allowed as it might conflict with default attributes.");
        }

        if (await CustomAttributeRepository.IsTakenAsync(scope, definition))
        {
            errors.Taken("attribute_key");
        }

        return errors;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
