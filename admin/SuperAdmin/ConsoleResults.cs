using System.Text.Json.Serialization.Metadata;
using OneLink.Admin.Problems;
using OneLink.Admin.Validation;

namespace OneLink.Admin.SuperAdmin;

/// <summary>Answers of the console's endpoints. None is kept by anybody on the way.</summary>
internal static class ConsoleResults
{
    public static IResult Json<T>(HttpContext context, T answer, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(answer, type, statusCode: status);
    }

    public static IResult Done() => TypedResults.NoContent();

    public static IResult Invalid(FieldErrors errors) => new ProblemResult(KnownProblems.InvalidFields(errors));

    public static IResult Invalid(string field, string message)
    {
        var errors = new FieldErrors();
        errors.Add(field, message);
        return Invalid(errors);
    }

    /// <summary>The model's own words, which lack the full stop.</summary>
    public static IResult Invalid(RecordErrors errors)
    {
        var fields = new FieldErrors();
        foreach (var error in errors.All)
        {
            fields.Add(error.Attribute, error.Message + ".");
        }

        return Invalid(fields);
    }

    public static IResult NotThere(string what) => new ProblemResult(KnownProblems.NotFound($"There is no {what}."));
}
