using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Automation.Conditions;
using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Automation.Rules;

/// <summary>The rules by which automation rules are made and changed.</summary>
internal sealed class AutomationRuleChanges(IDatabase database, CustomAttributeRepository attributes, ConversationActions actions, TimeProvider clock)
{
    /// <summary>Of one account: each is looked at for each event.</summary>
    private const int MaxRules = 200;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<RecordOutcome<AutomationRule>> CreateAsync(long accountId, AutomationRuleInput input, CancellationToken cancellationToken)
    {
        var definitions = await DefinitionsAsync(accountId, cancellationToken);
        return await database.WriteAsync(
            async scope =>
            {
                var at = Now;
                var rule = input.ApplyTo(new AutomationRule { Id = 0, AccountId = accountId, CreatedAt = at, UpdatedAt = at }, at);
                var errors = CheckTexts(rule);
                CheckConditions(rule, definitions, errors);
                await actions.CheckAsync(scope, accountId, ActionCall.Parse(rule.Actions), errors);
                return await InsertAsync(scope, rule, errors);
            },
            cancellationToken);
    }

    /// <summary>
    /// Changes a rule. What is not given is not looked at again: a rule that names an agent who has left can still be
    /// switched off.
    /// </summary>
    public async Task<RecordOutcome<AutomationRule>> UpdateAsync(long accountId, long id, AutomationRuleInput input, CancellationToken cancellationToken)
    {
        var definitions = await DefinitionsAsync(accountId, cancellationToken);
        return await database.WriteAsync(
            async scope =>
            {
                if (await AutomationRuleRepository.FindAsync(scope, accountId, id) is not { } before)
                {
                    return RecordOutcome<AutomationRule>.NotThere;
                }

                var after = input.ApplyTo(before, Now);
                var errors = CheckTexts(after);
                if (input.Conditions.IsGiven || input.EventName.IsGiven)
                {
                    CheckConditions(after, definitions, errors);
                }

                if (input.Actions.IsGiven)
                {
                    await actions.CheckAsync(scope, accountId, ActionCall.Parse(after.Actions), errors);
                }

                if (errors.Any)
                {
                    return new RecordOutcome<AutomationRule>(errors);
                }

                await AutomationRuleRepository.UpdateAsync(scope, after);
                return new RecordOutcome<AutomationRule>(after);
            },
            cancellationToken);
    }

    /// <summary>Makes another rule that is the same.</summary>
    public Task<RecordOutcome<AutomationRule>> CloneAsync(AutomationRule rule, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope =>
            {
                var at = Now;
                return InsertAsync(scope, rule with { Id = 0, CreatedAt = at, UpdatedAt = at }, new RecordErrors());
            },
            cancellationToken);

    private static async Task<RecordOutcome<AutomationRule>> InsertAsync(WriteScope scope, AutomationRule rule, RecordErrors errors)
    {
        if (await AutomationRuleRepository.CountAsync(scope, rule.AccountId) >= MaxRules)
        {
            errors.Add("", RecordErrorCode.Invalid, string.Create(CultureInfo.InvariantCulture, $"An account can have {MaxRules} automation rules."));
        }

        return errors.Any
            ? new RecordOutcome<AutomationRule>(errors)
            : new RecordOutcome<AutomationRule>(rule with { Id = await AutomationRuleRepository.InsertAsync(scope, rule) });
    }

    private Task<List<CustomAttributeDefinition>> DefinitionsAsync(long accountId, CancellationToken cancellationToken)
        => attributes.OfAccountAsync(accountId, model: null, cancellationToken);

    private static RecordErrors CheckTexts(AutomationRule rule)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "name", rule.Name);
        TextRules.Length(errors, "name", rule.Name);
        TextRules.Length(errors, "description", rule.Description, TextRules.TextLength);
        if (!RuleEvent.All.Contains(rule.EventName, StringComparer.Ordinal))
        {
            errors.NotIncluded("event_name");
        }

        return errors;
    }

    private static void CheckConditions(AutomationRule rule, IReadOnlyList<CustomAttributeDefinition> definitions, RecordErrors errors)
        => RuleConditions.Compile(JsonNode.Parse(rule.Conditions)!.AsArray(), rule.EventName, definitions, errors);
}
