using OneLink.Admin.Problems;

namespace OneLink.Admin.OpenApi;

/// <summary>
/// What the API description says of an endpoint, as metadata of it. What follows from elsewhere is not repeated here:
/// method and path come from the route, security and 401 and 403 from the scope, what goes wrong with any body from there
/// being one (<see cref="OperationDescriber"/>).
/// </summary>
/// <param name="Id">Name of the operation in generated clients, unique.</param>
/// <param name="Summary">A few words.</param>
/// <param name="Description">What is worth knowing, in Markdown.</param>
internal sealed record ApiOperation(string Id, string Summary, string Description)
{
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>One a content type; empty where no body is read.</summary>
    public IReadOnlyList<ApiBody> Bodies { get; init; } = [];

    public bool IsBodyOptional { get; init; }

    public required IReadOnlyList<ApiAnswer> Answers { get; init; }

    /// <summary>What goes wrong beside what every operation of its kind has, each as it is answered.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>By status, a problem that holds more than others, which it may be answered as.</summary>
    public IReadOnlyDictionary<int, ApiObject> FullerProblems { get; init; } = new Dictionary<int, ApiObject>();
}
