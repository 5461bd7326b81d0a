using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Flexportal.Silo.Setup;

/// <summary>Every section is validated before anything starts; a wrong value is named by its key at once.</summary>
internal static class OptionsSetup
{
    public static T AddSection<T>(this IHostApplicationBuilder builder, string section)
        where T : class, new()
    {
        builder.Services.AddOptions<T>().BindConfiguration(section);
        var value = Bound<T>(builder.Configuration.GetSection(section));
        // Setup code reads values before the host's own validation could run.
        var faults = Faults(section, value).ToList();
        return faults.Count == 0 ? value : throw new OptionsValidationException(section, typeof(T), faults);
    }

    // The binder's own message names the key and repeats the value; no secret is anything but text, which always binds.
    private static T Bound<T>(IConfigurationSection section)
        where T : class, new()
    {
        try
        {
            return section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException fault)
        {
            throw new SetupException(fault.Message);
        }
    }

    private static IEnumerable<string> Faults(string path, object value)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true);
        var nested = value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.PropertyType.IsClass && property.PropertyType != typeof(string) && !property.PropertyType.IsAssignableTo(typeof(IEnumerable)));
        return results.Select(result => $"{path}:{string.Join(',', result.MemberNames)}: {result.ErrorMessage}")
            .Concat(nested.SelectMany(property => Faults($"{path}:{property.Name}", property.GetValue(value)!)));
    }
}
