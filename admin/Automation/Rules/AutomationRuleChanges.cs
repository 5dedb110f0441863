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

    public Task<RecordOutcome<AutomationRule>> CreateAsync(long accountId, AutomationRuleInput input, CancellationToken cancellationToken)
        => StoreAsync(
            accountId,
            at => input.ApplyTo(new AutomationRule { Id = 0, AccountId = accountId, CreatedAt = at, UpdatedAt = at }, at),
            cancellationToken);

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
                var errors = await CheckAsync(scope, after, definitions);
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
    public async Task<RecordOutcome<AutomationRule>> CloneAsync(AutomationRule rule, CancellationToken cancellationToken)
        => await StoreAsync(rule.AccountId, at => rule with { Id = 0, CreatedAt = at, UpdatedAt = at }, cancellationToken);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<RecordOutcome<AutomationRule>> StoreAsync(long accountId, Func<long, AutomationRule> make, CancellationToken cancellationToken)
    {
        var definitions = await DefinitionsAsync(accountId, cancellationToken);
        return await database.WriteAsync(
            async scope =>
            {
                var rule = make(Now);
                var errors = await CheckAsync(scope, rule, definitions);
                if (await AutomationRuleRepository.CountAsync(scope, accountId) >= MaxRules)
                {
                    errors.Add("", RecordErrorCode.Invalid, string.Create(CultureInfo.InvariantCulture, $"An account can have {MaxRules} automation rules."));
                }

                return errors.Any
                    ? new RecordOutcome<AutomationRule>(errors)
                    : new RecordOutcome<AutomationRule>(rule with { Id = await AutomationRuleRepository.InsertAsync(scope, rule) });
            },
            cancellationToken);
    }

    private Task<List<CustomAttributeDefinition>> DefinitionsAsync(long accountId, CancellationToken cancellationToken)
        => attributes.OfAccountAsync(accountId, model: null, cancellationToken);

    private async Task<RecordErrors> CheckAsync(WriteScope scope, AutomationRule rule, IReadOnlyList<CustomAttributeDefinition> definitions)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "name", rule.Name);
        TextRules.Length(errors, "name", rule.Name);
        TextRules.Length(errors, "description", rule.Description, TextRules.TextLength);
        if (!RuleEvent.All.Contains(rule.EventName, StringComparer.Ordinal))
        {
            errors.NotIncluded("event_name");
        }

        RuleConditions.Compile(JsonNode.Parse(rule.Conditions)!.AsArray(), rule.EventName, definitions, errors);
        await actions.CheckAsync(scope, rule.AccountId, ActionCall.Parse(rule.Actions), errors);
        return errors;
    }
}
