using System.Text.Json.Nodes;
using OneLink.Admin.Database;
using OneLink.Admin.Json;

namespace OneLink.Admin.Automation.Actions;

/// <summary>
/// Sends a message that the channel has approved beforehand, by its name: <c>{"name", "language", "category"?,
/// "processed_params"?, "content"?}</c>, stored as messages of other faces store it. <c>content</c> is what people here read.
/// </summary>
internal sealed class SendTemplateAction : IConversationAction
{
    /// <summary>Among a message's additional attributes.</summary>
    public const string Parameters = "template_params";

    private const string Content = "content";
    private const int MaxLength = 64 * 1024;

    public string Name => "send_template";

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call)
        => Task.FromResult(call.Values is [JsonObject template] ? Refusal(template) : "needs an object with name and language");

    /// <summary>What is wrong with a template's parameters; null where nothing is.</summary>
    public static string? Refusal(JsonObject template)
        => AttributeObject.Text(template, "name") is not { Length: > 0 } ? "needs the name of a template"
        : AttributeObject.Text(template, "language") is not { Length: > 0 } ? "needs the language of the template"
        : template["processed_params"] is not (null or JsonObject or JsonArray) ? "needs processed_params to be an object or a list"
        : template.ToJsonString().Length > MaxLength ? "is too long"
        : null;

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        if (call.Values is not [JsonObject template])
        {
            return "there is no template";
        }

        var parameters = template.DeepClone().AsObject();
        parameters.Remove(Content);
        return await ActionMessage.AddAsync(run, AttributeObject.Text(template, Content), isPrivate: false, parameters);
    }
}
