using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.SuperAdmin;

/// <summary>Reads a body that is one JSON object.</summary>
internal static class ConsoleBody
{
    /// <param name="context">The request.</param>
    /// <param name="known">Names that it may have.</param>
    /// <param name="read">Takes each member that is there; what is wrong with one it says to the reader.</param>
    /// <returns>Null where all is well; else the answer.</returns>
    public static async Task<IResult?> ReadAsync(HttpContext context, string[] known, Action<FieldReader, string, JsonElement> read)
    {
        var outcome = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!outcome.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            var fields = new FieldReader(errors);
            if (fields.IsObject(body.Root, ""))
            {
                foreach (var (name, value) in fields.Members(body.Root, "", known))
                {
                    read(fields, name, value);
                }
            }

            return errors.Any ? ConsoleResults.Invalid(errors) : null;
        }
    }
}
