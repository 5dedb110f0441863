using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>
/// A conversation by mail. No mail is sent yet, and who asks is told so: an answer that it was sent would be believed.
/// </summary>
internal static class TranscriptEndpoint
{
    public static void Map(IEndpointRouteBuilder account) => OpenedConversation.BehindDoor(account).MapPost("/transcript", Send);

    internal static ApiErrorResult Send(OpenedConversation opened, RequestParameters parameters)
        => new(ApiError.Unprocessable(
            new ParameterReader(parameters, new RecordErrors()).TextOrNull("email").Or(null) is null
                ? "email param missing"
                : "Transcripts cannot be sent: this installation sends no mail"));
}
