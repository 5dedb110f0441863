using System.Text.Json;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links;

/// <summary>Reads <c>brand</c> as a merge patch.</summary>
internal sealed class LinkBrandReader(FieldReader fields, LinkUrlReader urls)
{
    public const int MaxName = 100;
    public const int MaxTitle = 300;
    public const int MaxDescription = 1000;
    private const int ColorLength = 7;

    private static readonly string[] Known = [.. LinkSchema.BrandFields.Select(field => field.Name)];

    public LinkBrand Read(JsonElement value, LinkBrand brand)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return LinkBrand.None;
        }

        if (!fields.IsObject(value, "brand"))
        {
            return brand;
        }

        foreach (var (name, member) in fields.Members(value, "brand.", Known))
        {
            var path = "brand." + name;
            brand = name switch
            {
                "name" when fields.Text(member, path, MaxName, out var text) => brand with { Name = text },
                "title" when fields.Text(member, path, MaxTitle, out var text) => brand with { Title = text },
                "description" when fields.Text(member, path, MaxDescription, out var text) => brand with { Description = text },
                "imageUrl" when urls.Web(member, path, out var url) => brand with { ImageUrl = url },
                "logoUrl" when urls.Web(member, path, out var url) => brand with { LogoUrl = url },
                "color" when Color(member, path, out var color) => brand with { Color = color },
                _ => brand,
            };
        }

        return brand;
    }

    private bool Color(JsonElement value, string path, out string? color)
    {
        if (!fields.Text(value, path, maxLength: 64, out color) || color is null)
        {
            return color is null && value.ValueKind == JsonValueKind.Null;
        }

        if (color.Length != ColorLength || color[0] != '#' || !color.Skip(1).All(char.IsAsciiHexDigit))
        {
            return fields.Refuse(path, "must be a color such as #0b3d91.");
        }

        color = color.ToLowerInvariant();
        return true;
    }
}
