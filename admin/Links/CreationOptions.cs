using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>Reads <c>upsert</c> and <c>findIfExists</c>.</summary>
internal static class CreationOptions
{
    private const string Upsert = "upsert";
    private const string FindIfExists = "findIfExists";

    public static ExistingLinks Read(IQueryCollection parameters, FieldErrors errors)
    {
        var (upsert, find) = (Flag(parameters, Upsert, errors), Flag(parameters, FindIfExists, errors));
        if (upsert && find)
        {
            errors.Add(FindIfExists, "does not go with upsert: an existing link is either updated or answered as it is.");
        }

        return upsert ? ExistingLinks.Updated : find ? ExistingLinks.Found : ExistingLinks.LeftAlone;
    }

    private static bool Flag(IQueryCollection parameters, string name, FieldErrors errors)
    {
        switch (parameters[name].ToString())
        {
            case "" or "false":
                return false;
            case "true":
                return true;
            default:
                errors.Add(name, "must be true or false.");
                return false;
        }
    }
}
