using System.Text.Json.Nodes;
using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Automation.Conditions;
using OneLink.Admin.Conversations;
using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Automation.Rules;

/// <summary>
/// Does what an account's rules say for each event, wherever it came from: a rule's conditions are asked of the conversation
/// as the rules before it have left it, and what it does is committed together with the position behind the event. So a rule
/// fires once for an event, whatever dies when.
/// </summary>
internal sealed class RuleRunner(AutomationRuleRepository rules, CustomAttributeRepository attributes, ConversationActions actions, ConversationEdits edits) : IEventConsumer
{
    /// <summary>For the events prepared last, by account and event: one consumer's events are acted on one page after the other.</summary>
    private ILookup<(long AccountId, string EventName), ReadyRule> _ready = Enumerable.Empty<ReadyRule>().ToLookup(_ => (0L, ""));

    public string Name => "automation";

    public async Task PrepareAsync(IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken)
    {
        var accountIds = events.Where(happened => RuleEvent.Of(happened).Count > 0).Select(happened => happened.AccountId).Distinct().ToList();
        var ready = new List<ReadyRule>();
        foreach (var ofAccount in (await rules.ActiveOfAccountsAsync(accountIds, cancellationToken)).GroupBy(rule => rule.AccountId))
        {
            var definitions = await attributes.OfAccountAsync(ofAccount.Key, model: null, cancellationToken);
            ready.AddRange(ofAccount.Select(rule => Ready(rule, definitions)).OfType<ReadyRule>());
        }

        _ready = ready.ToLookup(rule => (rule.Rule.AccountId, rule.Rule.EventName));
    }

    public async Task HandleAsync(WriteScope scope, IReadOnlyList<LoggedEvent> events)
    {
        foreach (var happened in events)
        {
            // Read once for all rules, and again only after one has changed it.
            RuleSubject? subject = null;
            foreach (var rule in RuleEvent.Of(happened).SelectMany(name => _ready[(happened.AccountId, name)]))
            {
                subject ??= await RuleSubject.FindAsync(scope, happened);
                if (subject is null)
                {
                    break;
                }

                if (rule.Conditions.Hold(subject))
                {
                    await FireAsync(scope, subject.Conversation, rule);
                    subject = null;
                }
            }
        }
    }

    private Task FireAsync(WriteScope scope, Conversation conversation, ReadyRule ready)
    {
        var rule = ready.Rule;
        var edit = edits.Begin(scope, conversation, Author.AutomationRule(rule.Id));
        return actions.RunAsync(new ActionRun(edit, $"automation_event.{rule.EventName}") { RuleId = rule.Id }, ready.Actions);
    }

    /// <returns>Null where a condition no longer can be asked: it names an attribute that the account has given up.</returns>
    private static ReadyRule? Ready(AutomationRule rule, IReadOnlyList<CustomAttributeDefinition> definitions)
    {
        var errors = new RecordErrors();
        var conditions = RuleConditions.Compile(JsonNode.Parse(rule.Conditions)!.AsArray(), rule.EventName, definitions, errors);
        return errors.Any ? null : new ReadyRule(rule, conditions, ActionCall.Parse(rule.Actions));
    }

    private sealed record ReadyRule(AutomationRule Rule, RuleConditions Conditions, IReadOnlyList<ActionCall> Actions);
}
