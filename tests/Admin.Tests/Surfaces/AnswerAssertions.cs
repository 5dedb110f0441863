using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces;

internal static class AnswerAssertions
{
    /// <summary>The whole answer: its status and its body, member for member.</summary>
    public static void Is(this Answer answer, HttpStatusCode status, string json)
    {
        Assert.True(
            answer.Status == status && JsonNode.DeepEquals(JsonNode.Parse(json), answer.Body),
            $"expected {(int)status} {json}\nbut got  {(int)answer.Status} {answer.Body?.ToJsonString()}");
    }

    public static Answer Is(this Answer answer, HttpStatusCode status)
    {
        Assert.True(answer.Status == status, $"expected {(int)status}, but got {(int)answer.Status} {answer.Body?.ToJsonString()}");
        return answer;
    }

    /// <summary>The refusal of a record, in words.</summary>
    public static void IsInvalid(this Answer answer, string message)
    {
        answer.Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(message, answer.Body?["message"]?.GetValue<string>());
    }
}
