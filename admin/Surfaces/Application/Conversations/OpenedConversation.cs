using OneLink.Admin.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>
/// The conversation that a path names. A parameter of handlers in a group with <see cref="BehindDoor"/>, which are only
/// reached where the caller may see it.
/// </summary>
internal sealed class OpenedConversation
{
    /// <summary>Name of the conversation's number in a path.</summary>
    private const string IdName = "conversation_id";

    private readonly Conversation? _conversation;
    private readonly ApiErrorResult? _refusal;

    private OpenedConversation(Conversation? conversation, ApiErrorResult? refusal) => (_conversation, _refusal) = (conversation, refusal);

    public Conversation Value => _conversation!;

    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static async ValueTask<OpenedConversation?> BindAsync(HttpContext context)
    {
        var (conversation, refusal) = await context.RequestServices.GetRequiredService<ConversationDoor>().OpenAsync(
            context.Features.Get<ApplicationCaller>()!, RecordId.Of(context.Request.RouteValues[IdName] as string), context.RequestAborted);
        return new OpenedConversation(conversation, refusal);
    }

    /// <summary>The group of one conversation's endpoints.</summary>
    public static RouteGroupBuilder BehindDoor(IEndpointRouteBuilder account, string path = "")
    {
        var group = account.MapGroup($"/conversations/{{{IdName}}}{path}");
        group.AddEndpointFilter(static (invocation, next)
            => invocation.Arguments.OfType<OpenedConversation>().FirstOrDefault()?._refusal is { } refusal ? ValueTask.FromResult<object?>(refusal) : next(invocation));
        return group;
    }
}
