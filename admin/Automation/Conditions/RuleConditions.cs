using System.Text.Json.Nodes;
using OneLink.Admin.Automation.Rules;
using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Automation.Conditions;

/// <summary>
/// The conditions of a rule, ready to be asked. They are joined as they stand, without brackets, so that AND binds more
/// tightly than OR. Asked in memory: a rule is looked at for each event, and a text's case is that of any script.
/// </summary>
internal sealed class RuleConditions
{
    private const string Name = "conditions";

    /// <summary>More are no rule that a person made.</summary>
    private const int MaxConditions = 100;

    /// <summary>Conditions of which all must hold; one such group is enough.</summary>
    private readonly List<List<Func<RuleSubject, bool>>> _groups = [[]];

    /// <param name="conditions">As the client wrote them; none at all always hold.</param>
    /// <param name="eventName">What the rule waits for.</param>
    /// <param name="definitions">The account's own attributes.</param>
    /// <param name="errors">Takes everything that is wrong.</param>
    public static RuleConditions Compile(
        JsonArray conditions, string eventName, IReadOnlyList<CustomAttributeDefinition> definitions, RecordErrors errors)
    {
        var compiled = new RuleConditions();
        if (conditions.Count > MaxConditions)
        {
            errors.Add(Name, RecordErrorCode.TooLong, $"are too many (maximum is {MaxConditions})");
            return compiled;
        }

        for (var i = 0; i < conditions.Count; i++)
        {
            if (RuleCondition.Of(conditions[i]) is not { } condition)
            {
                errors.Add(Name, RecordErrorCode.WrongType, "must be a list of objects");
                continue;
            }

            if (Compile(condition, eventName, definitions, errors) is { } test)
            {
                compiled._groups[^1].Add(test);
            }

            if (i < conditions.Count - 1)
            {
                compiled.Join(condition, errors);
            }
        }

        return compiled;
    }

    public bool Hold(RuleSubject subject) => _groups.Exists(group => group.TrueForAll(test => test(subject)));

    private void Join(RuleCondition condition, RecordErrors errors)
    {
        switch (condition.QueryOperator?.ToUpperInvariant())
        {
            case "AND":
                break;
            case "OR":
                _groups.Add([]);
                break;
            default:
                errors.Add(Name, RecordErrorCode.NotIncluded, $"query operator of {condition.AttributeKey} must be either \"AND\" or \"OR\"");
                break;
        }
    }

    private static Func<RuleSubject, bool>? Compile(
        RuleCondition condition, string eventName, IReadOnlyList<CustomAttributeDefinition> definitions, RecordErrors errors)
    {
        if (RuleAttribute.Find(condition.AttributeKey, condition.Model, definitions) is not { } attribute)
        {
            errors.Add(Name, RecordErrorCode.NotIncluded, $"attribute {condition.AttributeKey} is not supported");
            return null;
        }

        if (!attribute.Operators.Contains(condition.Operator, StringComparer.Ordinal))
        {
            errors.Add(Name, RecordErrorCode.NotIncluded, $"operator {condition.Operator} of {attribute.Key} is not one of [{string.Join(',', attribute.Operators)}]");
            return null;
        }

        if (condition.Operator is RuleAttribute.AttributeChanged && eventName is not RuleEvent.ConversationUpdated)
        {
            errors.Add(Name, RecordErrorCode.Invalid, $"operator {condition.Operator} of {attribute.Key} needs the event {RuleEvent.ConversationUpdated}");
            return null;
        }

        if (RuleTest.Of(attribute, condition) is { } test)
        {
            return test;
        }

        errors.Add(Name, RecordErrorCode.Invalid, $"values of {attribute.Key} are invalid");
        return null;
    }
}
